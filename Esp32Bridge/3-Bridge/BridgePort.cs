using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// The TCP port of one target, for one client at a time. <see cref="Turn"/> does all the work and never blocks: a client that does not read, or a
    /// slow target, delays nothing else.
    /// </summary>
    public sealed class BridgePort
    {
        private const int Backlog = 2;
        private const int RetryPause = 1000;

        // Send is called only when there is room, so a longer Send means that the connection is lost.
        private const int SendTimeout = 1000;

        private const int FarewellTimeout = 200;

        // In bytes: 4 KB for the connection and the stack of its creation, and as much for concurrent threads.
        private const int MemoryOfClient = 8192;

        // A vanished client is detected after 15 + 3 x 5 seconds.
        private const int KeepAliveIdle = 15;
        private const int KeepAliveInterval = 5;
        private const int KeepAliveCount = 3;

        private readonly TcpPort _port;
        private readonly BridgeTarget _target;
        private readonly BridgeAccess _access;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NewsLog _refusals;
        private BridgeConnection _connection;
        private long _listenAt;

        /// <summary>Creates a closed port.</summary>
        /// <param name="number">Its number, 1 to 65535.</param>
        /// <param name="target">The target of the port.</param>
        /// <param name="access">The clients that may use it.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for connections and errors.</param>
        public BridgePort(int number, BridgeTarget target, BridgeAccess access, IClock clock, ILog log)
        {
            _port = new TcpPort(number, Backlog, clock);
            _target = target;
            _access = access;
            _clock = clock;
            _log = log;
            _refusals = new NewsLog(log);
        }

        /// <summary>Gets whether a client is connected. The client then receives everything that the target sends.</summary>
        public bool HasClient
        {
            get { return _connection != null; }
        }

        /// <summary>Listens, accepts a client, and passes bytes both ways; it never blocks.</summary>
        /// <returns>Whether bytes were sent to the target. If so, call it again at once, or the line becomes idle.</returns>
        public bool Turn()
        {
            // Bytes first: otherwise a client that reconnects at once would be refused because of its previous connection.
            bool passed = _connection != null && Pass();
            try
            {
                if (!_port.IsOpen)
                {
                    Listen();
                }
                else if (!passed && _port.HasClient)
                {
                    Admit(_port.Accept());
                }
            }
            catch (Exception error)
            {
                StopListening();
                string trouble = _port.TroubleOf(error);
                if (trouble != null)
                {
                    TellNews(trouble);
                }
            }

            return passed;
        }

        /// <summary>
        /// Disconnects the client and stops listening. Bytes that were received on both sides are passed first, and the client sees a regular end of
        /// the connection.
        /// </summary>
        public void Close()
        {
            StopListening();
            _listenAt = 0;
            long end = _clock.Milliseconds + FarewellTimeout;
            while (_connection != null && _clock.Milliseconds < end && (Pass() || _target.Wires.BytesToRead > 0))
            {
                // Until nothing more comes.
            }

            if (_connection != null)
            {
                Forget(end);
                Leave("is disconnected");
            }
        }

        private void Listen()
        {
            if (_clock.Milliseconds < _listenAt)
            {
                return;
            }

            _port.Open();
            _refusals.Forget();
        }

        private void StopListening()
        {
            _port.Close();
            _listenAt = _clock.Milliseconds + RetryPause;
        }

        private void Admit(TcpConnection client)
        {
            try
            {
                string address = client.Address;
                if (_connection != null || !_access.Allows(address))
                {
                    client.Close();
                    TellNews(address + " is refused: " + (_connection != null ? _connection.Address + " is connected" : "it is not among the clients"));
                    return;
                }

                client.SetTimeouts(SendTimeout, SendTimeout);
                client.SetNoDelay();
                string flaw = KeepAlive(client);

                // If memory is short, an array fails with an exception, but a call can be skipped.
                _ = new byte[MemoryOfClient];
                BridgeConnection connection = new BridgeConnection(client, address, _target, _clock);
                _refusals.Forget();
                Tell(address + " is connected" + flaw);
                _connection = connection;
            }
            catch (Exception error)
            {
                client.Close();
                TellNews("a client is refused: " + NetworkError.TextOf(error));
            }
        }

        // A network stack with other option numbers is no reason to refuse a client.
        private static string KeepAlive(TcpConnection client)
        {
            try
            {
                client.SetKeepAlive(KeepAliveIdle, KeepAliveInterval, KeepAliveCount);
                return string.Empty;
            }
            catch (Exception error)
            {
                return "; keepalive is not set: " + NetworkError.TextOf(error);
            }
        }

        // Returns whether bytes were sent to the target.
        private bool Pass()
        {
            bool passed = false;
            string end = null;
            try
            {
                passed = _connection.Pass();
                end = _connection.End;
                if (_connection.FindsLoss())
                {
                    Tell("bytes from the part were lost: the receive buffer was full");
                }
            }
            catch (Exception error)
            {
                end = "is gone: " + NetworkError.TextOf(error);
            }

            if (end != null)
            {
                Leave(end);
            }

            return passed;
        }

        // Closing a connection with unread bytes resets it, and the reset can overtake sent data (RFC 9293 3.6.1).
        private void Forget(long end)
        {
            try
            {
                while (_clock.Milliseconds < end && _connection.Forget() > 0)
                {
                    // Discarded: the target is not served any more.
                }
            }
            catch (Exception error)
            {
                Tell(_connection.Address + " is gone: " + NetworkError.TextOf(error));
            }
        }

        private void Leave(string how)
        {
            Tell(_connection.Address + " " + how + "; " + _connection.Passed);
            _connection.Close();
            _connection = null;
            _target.Restore();
        }

        private void Tell(string what)
        {
            _log.Write(_target.Name + ": bridge: " + what);
        }

        private void TellNews(string what)
        {
            _refusals.Write(_target.Name + ": bridge: " + what);
        }
    }
}
