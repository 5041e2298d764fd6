extern alias pc;

using System.Diagnostics;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using PcSocket = pc::System.Net.Sockets.Socket;

namespace System.Net.Sockets
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it: a server's TCP socket. Unlike
    /// .NET's, timeouts are infinite by default, and Accept has none; Send sends all bytes; an accepted socket is never
    /// Connected; there are at most 16 sockets, and a connection accepted beyond them is lost; and when the network goes
    /// down, waiting calls throw.
    /// </summary>
    internal sealed class Socket : IDisposable
    {
        private const int Slice = 10 * 1000;

        // The numbers of lwIP's TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT.
        private const int KeepAliveIdle = 3;
        private const int KeepAliveInterval = 4;
        private const int KeepAliveCount = 5;

        private readonly Session _session = Session.Current;
        private SocketDriver _driver;
        private int _receiveTimeout = Timeout.Infinite;
        private int _sendTimeout = Timeout.Infinite;

        /// <summary>Creates a socket.</summary>
        /// <param name="addressFamily">InterNetwork.</param>
        /// <param name="socketType">Stream.</param>
        /// <param name="protocolType">Tcp; newer firmware refuses what TcpListener asks for.</param>
        /// <exception cref="SocketException">It is of another kind, or there are 16 already.</exception>
        public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
        {
            _session.Step();
            if (addressFamily != AddressFamily.InterNetwork || socketType != SocketType.Stream || protocolType != ProtocolType.Tcp)
            {
                throw new LwipException(SocketError.ProtocolNotSupported);
            }

            _driver = _session.Sockets.Create();
        }

        private Socket(SocketDriver driver)
        {
            _driver = driver;
        }

        /// <summary>Gets how many bytes can be read without waiting.</summary>
        public int Available
        {
            get
            {
                SocketDriver driver = Driver();
                return Guard(() => driver.Socket.Available);
            }
        }

        /// <summary>Gets whether Connect or Bind was called; always false for an accepted socket.</summary>
        public bool Connected { get; private set; }

        /// <summary>Gets the remote address.</summary>
        public EndPoint RemoteEndPoint
        {
            get
            {
                SocketDriver driver = Driver();
                return Guard(() => driver.Socket.RemoteEndPoint);
            }
        }

        /// <summary>Gets the local address.</summary>
        public EndPoint LocalEndPoint
        {
            get
            {
                SocketDriver driver = Driver();
                return Guard(() => driver.Socket.LocalEndPoint);
            }
        }

        /// <summary>Gets or sets the timeout of Receive for a byte, in milliseconds; 0 and -1 for none.</summary>
        public int ReceiveTimeout
        {
            get { return _receiveTimeout; }
            set { _receiveTimeout = CheckTimeout(value); }
        }

        /// <summary>Gets or sets the timeout of Send for all bytes, in milliseconds; 0 and -1 for none.</summary>
        public int SendTimeout
        {
            get { return _sendTimeout; }
            set { _sendTimeout = CheckTimeout(value); }
        }

        /// <summary>Binds it to a port.</summary>
        /// <param name="localEP">The port, with any address.</param>
        /// <exception cref="SocketException">The port is in use, or was in the last two minutes and ReuseAddress is not set.</exception>
        public void Bind(EndPoint localEP)
        {
            SocketDriver driver = Driver();
            _session.Sockets.Bind(driver, ((IPEndPoint)localEP).Port);
            Connected = true;
        }

        /// <summary>Makes it listen.</summary>
        /// <param name="backlog">The number of connections that may wait.</param>
        public void Listen(int backlog)
        {
            SocketDriver driver = Driver();
            _session.Sockets.Listen(driver, backlog);
        }

        /// <summary>Waits for a connection.</summary>
        /// <returns>The connection.</returns>
        /// <exception cref="SocketException">The network went down, the socket was closed, or there are 16 already.</exception>
        public Socket Accept()
        {
            SocketDriver driver = Driver();
            Wait(driver, SelectMode.SelectRead, Timeout.Infinite, Stopwatch.StartNew());
            return new Socket(Guard(() => _session.Sockets.Accept(driver)));
        }

        /// <summary>Waits until the socket is ready.</summary>
        /// <param name="microSeconds">The timeout, or negative for none.</param>
        /// <param name="mode">For what. Reading includes accepting.</param>
        /// <returns>Whether it is ready.</returns>
        /// <exception cref="SocketException">The network went down, or the socket was closed.</exception>
        public bool Poll(int microSeconds, SelectMode mode)
        {
            SocketDriver driver = Driver();
            return Wait(driver, mode, microSeconds < 0 ? Timeout.Infinite : (int)Math.Ceiling(microSeconds / 1000.0), Stopwatch.StartNew());
        }

        /// <summary>Reads the available bytes, at least one.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place.</param>
        /// <param name="size">The largest number of bytes.</param>
        /// <param name="socketFlags">None.</param>
        /// <returns>The number of bytes; 0 if the peer has closed.</returns>
        /// <exception cref="SocketException">The connection failed, or nothing came in time.</exception>
        public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
        {
            SocketDriver driver = Driver();
            if (offset + size > buffer.Length)
            {
                throw new IndexOutOfRangeException();
            }

            if (!Wait(driver, SelectMode.SelectRead, _receiveTimeout, Stopwatch.StartNew()))
            {
                throw new LwipException(SocketError.TimedOut);
            }

            int got = Guard(() => driver.Socket.Receive(buffer, offset, size, socketFlags));
            driver.WasClosedByPeer |= got == 0 && size > 0;
            return got;
        }

        /// <summary>Sends all bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="size">How many.</param>
        /// <param name="socketFlags">None.</param>
        /// <returns>The number of bytes.</returns>
        /// <exception cref="SocketException">The connection failed, or the peer did not accept them in time.</exception>
        public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
        {
            SocketDriver driver = Driver();
            if (offset + size > buffer.Length)
            {
                throw new IndexOutOfRangeException();
            }

            Stopwatch waited = Stopwatch.StartNew();
            int sent = 0;
            while (sent < size)
            {
                if (!Wait(driver, SelectMode.SelectWrite, _sendTimeout, waited))
                {
                    throw new LwipException(SocketError.TimedOut);
                }

                if (driver.GoneSince >= 0)
                {
                    driver.SentInVain += size;
                    return size;
                }

                sent += Guard(() => SendSome(driver.Socket, buffer, offset + sent, size - sent));
            }

            return sent;
        }

        /// <summary>Sets an option.</summary>
        /// <param name="optionLevel">Its level.</param>
        /// <param name="optionName">Its name.</param>
        /// <param name="optionValue">Its value.</param>
        public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue)
        {
            SetSocketOption(optionLevel, optionName, optionValue ? 1 : 0);
        }

        /// <summary>Sets an option.</summary>
        /// <param name="optionLevel">Its level.</param>
        /// <param name="optionName">Its name; for TCP, an unnamed number goes to lwIP unchanged.</param>
        /// <param name="optionValue">Its value.</param>
        public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue)
        {
            SocketDriver driver = Driver();
            if (optionLevel == SocketOptionLevel.Socket && optionName == SocketOptionName.ReuseAddress)
            {
                driver.ReusesAddress = optionValue != 0;
            }
            else if (optionLevel == SocketOptionLevel.Socket && optionName == SocketOptionName.KeepAlive)
            {
                driver.KeepsAlive = optionValue != 0;
            }
            else if (optionLevel == SocketOptionLevel.Tcp && (int)optionName >= KeepAliveIdle && !_session.Chip.HasKeepAliveTimes)
            {
                throw new LwipException(SocketError.ProtocolOption);
            }
            else if (optionLevel == SocketOptionLevel.Tcp && (int)optionName == KeepAliveIdle)
            {
                driver.KeepAliveIdle = optionValue;
            }
            else if (optionLevel == SocketOptionLevel.Tcp && (int)optionName == KeepAliveInterval)
            {
                driver.KeepAliveInterval = optionValue;
            }
            else if (optionLevel == SocketOptionLevel.Tcp && (int)optionName == KeepAliveCount)
            {
                driver.KeepAliveCount = optionValue;
            }
            else
            {
                Guard(() =>
                {
                    driver.Socket.SetSocketOption(optionLevel, optionName, optionValue);
                    return true;
                });
            }
        }

        /// <summary>Closes it.</summary>
        public void Close()
        {
            Dispose();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_driver != null)
            {
                SocketDriver driver = _driver;
                _driver = null;
                _session.StopIfEnded();
                _session.Sockets.Close(driver);
            }
        }

        private static int CheckTimeout(int value)
        {
            return value < Timeout.Infinite ? throw new ArgumentOutOfRangeException() : value == 0 ? Timeout.Infinite : value;
        }

        private static int SendSome(PcSocket socket, byte[] buffer, int offset, int size)
        {
            socket.Blocking = false;
            int sent = socket.Send(buffer, offset, size, SocketFlags.None, out SocketError error);
            return error == SocketError.Success ? sent : error == SocketError.WouldBlock ? 0 : throw new LwipException(error);
        }

        private SocketDriver Driver()
        {
            _session.Step();
            return _driver ?? throw new ObjectDisposedException(string.Empty);
        }

        private bool Wait(SocketDriver driver, SelectMode mode, int timeout, Stopwatch waited)
        {
            int realTimeout = _session.ToRealTime(timeout);
            for (;;)
            {
                if (!_session.Chip.IsNetworkUp)
                {
                    throw new LwipException(SocketError.NetworkDown);
                }

                if (driver.GoneSince >= 0)
                {
                    if (_session.Sockets.IsReadyInVain(driver, mode == SelectMode.SelectWrite))
                    {
                        return true;
                    }

                    if (realTimeout >= 0 && waited.ElapsedMilliseconds >= realTimeout)
                    {
                        return false;
                    }

                    _session.Sleep(1);
                    continue;
                }

                long left = realTimeout < 0 ? long.MaxValue : Math.Max(0, realTimeout - waited.ElapsedMilliseconds) * 1000;
                if (Guard(() => driver.Socket.Poll((int)Math.Min(Slice, left), mode)))
                {
                    return true;
                }

                if (left == 0)
                {
                    return false;
                }
            }
        }

        // If the supply was lost meanwhile, this does not return.
        private T Guard<T>(Func<T> work)
        {
            try
            {
                T result = work();
                _session.StopIfEnded();
                return result;
            }
            catch (Exception error) when (error is ObjectDisposedException || error is SocketException)
            {
                _session.StopIfEnded();
                throw new LwipException(error is SocketException cause ? cause.SocketErrorCode : SocketError.NotSocket);
            }
        }
    }
}
