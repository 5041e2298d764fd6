extern alias pc;

using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using PcSocket = pc::System.Net.Sockets.Socket;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The sockets of a session, with the limits of lwIP on the ESP32. They end with the session. Each port that the firmware
    /// listens to is mapped to a port of this PC's loopback.
    /// </summary>
    internal sealed class SocketBank
    {
        private const int MaximumCount = 16;

        // TIME-WAIT: twice the maximum segment lifetime of lwIP.
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

        /// <summary>Registers a connection of an HttpWebRequest; these are not counted.</summary>
        /// <param name="socket">Its socket.</param>
        internal void Add(PcSocket socket)
        {
            lock (_drivers)
            {
                _connections.Add(socket);
                CloseIfEnded(socket);
            }
        }

        /// <summary>Removes a connection of an HttpWebRequest.</summary>
        /// <param name="socket">Its socket.</param>
        internal void Remove(PcSocket socket)
        {
            lock (_drivers)
            {
                _connections.Remove(socket);
            }
        }

        /// <summary>Creates a socket.</summary>
        /// <returns>The socket.</returns>
        /// <exception cref="SocketException">All sockets are in use.</exception>
        internal SocketDriver Create()
        {
            PcSocket socket = new PcSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            return Register(new SocketDriver(socket, 0, false));
        }

        /// <summary>Binds a socket to a port.</summary>
        /// <param name="driver">The socket.</param>
        /// <param name="port">The port of the device.</param>
        /// <exception cref="SocketException">The port is in use, or was until recently.</exception>
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

        /// <summary>Makes a socket listen.</summary>
        /// <param name="driver">The socket, bound to a port.</param>
        /// <param name="backlog">The number of connections that may wait.</param>
        /// <exception cref="SocketException">Another socket listens on its port.</exception>
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

        /// <summary>Accepts a connection.</summary>
        /// <param name="driver">The listening socket.</param>
        /// <returns>The connection's socket.</returns>
        /// <exception cref="SocketException">There is no connection, or no free socket for it.</exception>
        internal SocketDriver Accept(SocketDriver driver)
        {
            PcSocket socket = driver.Socket.Accept();
            socket.SendBufferSize = _session.Chip.SendBuffer;
            return Register(new SocketDriver(socket, driver.Port, driver.ReusesAddress));
        }

        /// <summary>All clients of a port lose their supply: they neither answer nor close their connections.</summary>
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

        /// <summary>Checks whether a socket whose peer is gone is ready.</summary>
        /// <param name="driver">The socket.</param>
        /// <param name="writes">Whether it is to send.</param>
        /// <returns>True while the send buffer has room (TCP_SND_BUF): until then, nothing shows that the peer is gone.</returns>
        /// <exception cref="SocketException">All keep-alive probes stayed unanswered.</exception>
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

        /// <summary>The supply is off.</summary>
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

        // The PC's port stays the same after a restart, unless another program has taken it meanwhile.
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
