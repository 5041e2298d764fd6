extern alias pc;

using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using PcSocket = pc::System.Net.Sockets.Socket;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The sockets of a session, with the limits of lwIP on the ESP32; they end with it. Each port that the firmware
    /// listens to is one of this PC's loopback.
    /// </summary>
    internal sealed class SocketBank
    {
        private const int MaximumCount = 16;

        // TIME-WAIT: twice the segment lifetime of lwIP.
        private const int TimeWait = 2 * 60 * 1000;

        private readonly Session _session;
        private readonly ConcurrentDictionary<int, int> _ports;
        private readonly HashSet<PcSocket> _connections = new HashSet<PcSocket>();
        private readonly List<SocketDriver> _drivers = new List<SocketDriver>();
        private readonly Dictionary<int, long> _waiting = new Dictionary<int, long>();
        private bool _ended;

        /// <summary>Creates the bank, without sockets.</summary>
        /// <param name="session">The session.</param>
        internal SocketBank(Session session)
        {
            _session = session;
            _ports = session.Chip.Ports;
        }

        /// <summary>Begins a connection of an HttpWebRequest; these are not counted.</summary>
        /// <param name="socket">Its socket.</param>
        internal void Add(PcSocket socket)
        {
            lock (_drivers)
            {
                _connections.Add(socket);
                CloseIfEnded(socket);
            }
        }

        /// <summary>Ends a connection of an HttpWebRequest.</summary>
        /// <param name="socket">Its socket.</param>
        internal void Remove(PcSocket socket)
        {
            lock (_drivers)
            {
                _connections.Remove(socket);
            }
        }

        /// <summary>Makes a socket.</summary>
        /// <returns>The socket.</returns>
        /// <exception cref="SocketException">There are as many as there can be.</exception>
        internal SocketDriver Create()
        {
            PcSocket socket = new PcSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            return Register(new SocketDriver(socket, 0, false));
        }

        /// <summary>Gives a socket a port.</summary>
        /// <param name="driver">The socket.</param>
        /// <param name="port">The port of the device.</param>
        /// <exception cref="SocketException">The port is in use, or was until lately.</exception>
        internal void Bind(SocketDriver driver, int port)
        {
            lock (_drivers)
            {
                bool isWaiting = _waiting.TryGetValue(port, out long end) && end > _session.Milliseconds;
                if ((isWaiting && !driver.ReusesAddress) || _drivers.Exists(other => other.Port == port && !(other.ReusesAddress && driver.ReusesAddress)))
                {
                    throw new LwipException(SocketError.AddressAlreadyInUse);
                }

                driver.Port = port;
            }
        }

        /// <summary>Lets a socket take connections.</summary>
        /// <param name="driver">The socket, with a port.</param>
        /// <param name="backlog">How many may wait.</param>
        /// <exception cref="SocketException">Another one does so at its port.</exception>
        internal void Listen(SocketDriver driver, int backlog)
        {
            lock (_drivers)
            {
                if (driver.Port == 0 || _drivers.Exists(other => other != driver && other.Port == driver.Port && other.IsListening))
                {
                    throw new LwipException(driver.Port == 0 ? SocketError.InvalidArgument : SocketError.AddressAlreadyInUse);
                }

                driver.IsListening = true;
                BindOnPc(driver);
                driver.Socket.Listen(backlog);
            }
        }

        /// <summary>Takes a connection.</summary>
        /// <param name="driver">The socket that listens.</param>
        /// <returns>The connection's socket.</returns>
        /// <exception cref="SocketException">There is none, or no socket for it.</exception>
        internal SocketDriver Accept(SocketDriver driver)
        {
            PcSocket socket = driver.Socket.Accept();
            socket.SendBufferSize = _session.Chip.SendBuffer;
            return Register(new SocketDriver(socket, driver.Port, driver.ReusesAddress));
        }

        /// <summary>Whoever is connected to a port loses its supply: it neither answers nor says goodbye.</summary>
        /// <param name="port">The port of the device.</param>
        internal void Vanish(int port)
        {
            lock (_drivers)
            {
                foreach (SocketDriver driver in _drivers.FindAll(candidate => candidate.Port == port && !candidate.IsListening))
                {
                    driver.GoneSince = _session.Milliseconds;
                }
            }
        }

        /// <summary>Tells whether something can be done with a socket whose other end is gone.</summary>
        /// <param name="driver">The socket.</param>
        /// <param name="writes">Whether it is to send.</param>
        /// <returns>Whether it can: as long as its send buffer has room (TCP_SND_BUF), nobody notices.</returns>
        /// <exception cref="SocketException">It has asked in vain whether the other end is there.</exception>
        internal bool IsReadyInVain(SocketDriver driver, bool writes)
        {
            if (_session.Milliseconds >= driver.GivenUpAt)
            {
                throw new LwipException(SocketError.ConnectionAborted);
            }

            return writes && driver.SentInVain < _session.Chip.SendBuffer / 2;
        }

        /// <summary>Closes a socket.</summary>
        /// <param name="driver">The socket.</param>
        internal void Close(SocketDriver driver)
        {
            lock (_drivers)
            {
                if (_drivers.Remove(driver) && !driver.IsListening && driver.Port != 0 && !driver.WasClosedByPeer)
                {
                    _waiting[driver.Port] = _session.Milliseconds + TimeWait;
                }
            }

            driver.Socket.Dispose();
        }

        /// <summary>The supply is gone.</summary>
        internal void End()
        {
            lock (_drivers)
            {
                _ended = true;
                foreach (PcSocket connection in _connections)
                {
                    connection.Dispose();
                }

                _drivers.ForEach(driver => driver.Socket.Dispose());
            }
        }

        // The PC's port stays the same after a restart, unless somebody else has taken it meanwhile.
        private void BindOnPc(SocketDriver driver)
        {
            _ports.TryGetValue(driver.Port, out int port);
            try
            {
                driver.Socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                driver.Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }

            _ports[driver.Port] = ((IPEndPoint)driver.Socket.LocalEndPoint).Port;
        }

        private SocketDriver Register(SocketDriver driver)
        {
            lock (_drivers)
            {
                if (_drivers.Count >= MaximumCount)
                {
                    driver.Socket.Dispose();
                    throw new LwipException(SocketError.TooManyOpenSockets);
                }

                _drivers.Add(driver);
                CloseIfEnded(driver.Socket);
                return driver;
            }
        }

        private void CloseIfEnded(PcSocket socket)
        {
            if (_ended)
            {
                socket.Dispose();
            }
        }
    }
}
