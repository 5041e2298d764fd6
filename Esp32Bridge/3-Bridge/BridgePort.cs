using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// The TCP port of one target, for one client at a time. Everything happens in <see cref="Turn"/>, which waits for
    /// nobody: a client that does not read or a target that is slow holds up nothing else.
    /// </summary>
    public sealed class BridgePort
    {
        private const int Backlog = 2;
        private const int RetryPause = 1000;

        // Only asked when there is room: a Send that takes longer has lost its connection.
        private const int SendTimeout = 1000;

        private const int FarewellTimeout = 200;

        // 4 KB for the connection and the stack of those who make it, and as much for who runs beside, in bytes.
        private const int MemoryOfClient = 8192;

        // A client that vanished is noticed after 15 + 3 x 5 seconds.
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
        /// <param name="target">The target behind it.</param>
        /// <param name="access">Who may use it.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where it is told who comes and goes.</param>
        public BridgePort(int number, BridgeTarget target, BridgeAccess access, IClock clock, ILog log)
        {
            _port = new TcpPort(number, Backlog, clock);
            _target = target;
            _access = access;
            _clock = clock;
            _log = log;
            _refusals = new NewsLog(log);
        }

        /// <summary>Gets whether a client is connected: then what the target sends is for it.</summary>
        public bool HasClient
        {
            get { return _connection != null; }
        }

        /// <summary>Does what can be done without waiting: listens, lets a client in, and passes bytes both ways.</summary>
        /// <returns>Whether bytes went to the target: then the next turn should follow at once, or its line falls idle.</returns>
        public bool Turn()
        {
            // First of all: who comes again at once would else be refused for the sake of its own connection before.
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
        /// Says goodbye to the client and stops listening. What was received on both sides is passed on first, and the
        /// client sees the regular end of its connection.
        /// </summary>
        public void Close()
        {
            StopListening();
            _listenAt = 0;
            long end = _clock.Milliseconds + FarewellTimeout;
            while (_connection != null && _clock.Milliseconds < end && (Pass() || _target.Wires.BytesToRead > 0))
            {
                // Until nothing comes.
            }

            if (_connection != null)
            {
                Forget(end);
                Leave("sent away");
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

                // Where memory is short, an array is refused properly; a call can be left out.
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

        // A network stack that has other numbers is no reason to refuse a client.
        private static string KeepAlive(TcpConnection client)
        {
            try
            {
                client.SetKeepAlive(KeepAliveIdle, KeepAliveInterval, KeepAliveCount);
                return string.Empty;
            }
            catch (Exception error)
            {
                return "; the network stack does not ask soon whether it still is: " + NetworkError.TextOf(error);
            }
        }

        // Whether bytes went to the target.
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
                    Tell("bytes of the part are lost: the receive buffer was full");
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

        // A connection that is closed with unread bytes is reset, and the reset overtakes what was sent (RFC 9293 3.6.1).
        private void Forget(long end)
        {
            try
            {
                while (_clock.Milliseconds < end && _connection.Forget() > 0)
                {
                    // Nobody is there to take it.
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
