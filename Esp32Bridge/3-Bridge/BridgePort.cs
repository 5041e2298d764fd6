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
    public sealed class BridgePort : IBridgeClient
    {
        /// <summary>The size of the buffer that a port works in, in bytes.</summary>
        public const int BufferSize = 2048;

        private const int Backlog = 2;
        private const int RetryPause = 1000;

        // Only asked when there is room: a Send that takes longer has lost its connection.
        private const int SendTimeout = 1000;

        private const int FarewellTimeout = 200;

        // As many chunks as the receive buffer holds.
        private const int ChunksAtOnce = 4;

        // A client that vanished is noticed after 15 + 3 x 5 seconds.
        private const int KeepAliveIdle = 15;
        private const int KeepAliveInterval = 5;
        private const int KeepAliveCount = 3;

        private readonly int _number;
        private readonly TcpPort _port;
        private readonly BridgeTarget _target;
        private readonly BridgeAccess _access;
        private readonly byte[] _buffer;
        private readonly BridgeSession _session;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NewsLog _refusals;
        private TcpConnection _client;
        private string _address;
        private long _listenAt;
        private int _overflows;

        /// <summary>Creates a closed port.</summary>
        /// <param name="number">Its number, 1 to 65535.</param>
        /// <param name="target">The target behind it.</param>
        /// <param name="access">Who may use it.</param>
        /// <param name="buffer">Of <see cref="BufferSize"/> bytes; ports of one thread can share it.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where it is told who comes and goes.</param>
        public BridgePort(int number, BridgeTarget target, BridgeAccess access, byte[] buffer, IClock clock, ILog log)
        {
            _number = number;
            _port = new TcpPort(number, Backlog);
            _target = target;
            _access = access;
            _buffer = buffer;
            _session = new BridgeSession(target, buffer, clock);
            _clock = clock;
            _log = new PrefixedLog(target.Name + ": bridge: ", log);
            _refusals = new NewsLog(_log);
        }

        /// <summary>Gets whether a client is connected: then what the target sends is for it.</summary>
        public bool HasClient
        {
            get { return _client != null; }
        }

        /// <inheritdoc/>
        public bool IsReady
        {
            get { return _client.IsWritable; }
        }

        /// <summary>Does what can be done without waiting: listens, lets a client in, and passes bytes both ways.</summary>
        /// <returns>Whether bytes went to the target: then the next turn should follow at once, or its line falls idle.</returns>
        public bool Turn()
        {
            // First of all: who comes again at once would else be refused for the sake of its own connection before.
            bool passed = _client != null && Pass();
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
                _refusals.Write("port " + _number + " does not open yet: " + error.GetType().Name);
                StopListening();
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
            while (_client != null && _clock.Milliseconds < end && (Pass() || _target.Wires.BytesToRead > 0))
            {
                // Until nothing comes.
            }

            if (_client != null)
            {
                Forget(end);
                Leave("sent away");
            }
        }

        /// <inheritdoc/>
        public void Send(byte[] buffer, int offset, int count)
        {
            _client.Send(buffer, offset, count);
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
                if (_client != null || !_access.Allows(address))
                {
                    client.Close();
                    _refusals.Write(address + " is refused: " + (_client != null ? _address + " is connected" : "it is not among the clients"));
                    return;
                }

                client.SetTimeouts(SendTimeout, SendTimeout);
                client.SetNoDelay();
                string flaw = KeepAlive(client);
                _client = client;
                _address = address;
                _overflows = _target.Wires.Overflows;
                _refusals.Forget();
                _session.Begin(this);
                _log.Write(address + " is connected" + flaw);
            }
            catch (Exception error)
            {
                client.Close();
                _refusals.Write(error.GetType().Name + " of a client");
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
                return "; the network stack does not ask soon whether it still is: " + error.GetType().Name;
            }
        }

        private bool Pass()
        {
            bool passed = false;
            try
            {
                int room = _session.Room;
                if (room > 0 && _client.WaitForBytes(0))
                {
                    int count = _client.Receive(_buffer, 0, room);
                    if (count == 0)
                    {
                        Leave("has left");
                        return false;
                    }

                    _session.Take(count);
                    passed = true;
                }

                int chunks = 0;
                while (_session.Give() == BridgeSession.ChunkSize && ++chunks < ChunksAtOnce)
                {
                    // As long as there are whole ones.
                }

                TellOverflow();
            }
            catch (Exception error)
            {
                Leave("is gone: " + error.GetType().Name + " " + error.Message);
            }

            return passed;
        }

        private void TellOverflow()
        {
            if (_overflows >= 0 && _target.Wires.Overflows != _overflows)
            {
                // Once a client.
                _overflows = -1;
                _log.Write("bytes of the part are lost: the receive buffer was full");
            }
        }

        // A connection that is closed with unread bytes is reset, and the reset overtakes what was sent (RFC 9293 3.6.1).
        private void Forget(long end)
        {
            try
            {
                while (_clock.Milliseconds < end && _client.WaitForBytes(0) && _client.Receive(_buffer, 0, _buffer.Length) > 0)
                {
                    // Nobody is there to take it.
                }
            }
            catch (Exception error)
            {
                _log.Write(_address + " is gone: " + error.GetType().Name);
            }
        }

        private void Leave(string how)
        {
            _log.Write(_address + " " + how + "; " + _session.ToTarget + " bytes to the part and " + _session.FromTarget + " from it");
            _client.Close();
            _client = null;
            _session.End();
        }
    }
}
