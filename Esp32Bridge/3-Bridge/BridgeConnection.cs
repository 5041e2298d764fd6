using System;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bridge
{
    /// <summary>The client of a port, with everything that only a client needs: created when it connects, released when it leaves.</summary>
    internal sealed class BridgeConnection : IBridgeClient
    {
        // As many chunks as the receive buffer holds.
        private const int ChunksAtOnce = 4;

        private readonly TcpConnection _client;
        private readonly BridgeTarget _target;
        private readonly byte[] _buffer = new byte[BridgeSession.BufferSize];
        private readonly BridgeSession _session;
        private int _overflows;

        /// <summary>Creates the connection of a new client.</summary>
        /// <param name="client">The client.</param>
        /// <param name="address">Its IPv4 address.</param>
        /// <param name="target">The target.</param>
        /// <param name="clock">The clock.</param>
        internal BridgeConnection(TcpConnection client, string address, BridgeTarget target, IClock clock)
        {
            _client = client;
            Address = address;
            _target = target;
            _session = new BridgeSession(target, this, _buffer, clock);
            _overflows = target.Wires.Overflows;
        }

        /// <summary>Gets the client's IPv4 address.</summary>
        internal string Address { get; }

        /// <summary>Gets how the connection ended, or null while it is open.</summary>
        internal string End { get; private set; }

        /// <summary>Gets the number of bytes in each direction, for the log.</summary>
        internal string Passed
        {
            get { return _session.ToTarget + " bytes to the part and " + _session.FromTarget + " from it"; }
        }

        /// <inheritdoc/>
        public bool IsReady
        {
            get { return _client.IsWritable; }
        }

        /// <inheritdoc/>
        public void Send(byte[] buffer, int offset, int count)
        {
            _client.Send(buffer, offset, count);
        }

        /// <summary>Passes the bytes that are available on both sides, without blocking.</summary>
        /// <returns>Whether bytes were sent to the target.</returns>
        /// <exception cref="Exception">The line or the connection failed.</exception>
        internal bool Pass()
        {
            int room = _session.Room;
            bool passed = room > 0 && _client.WaitForBytes(0);
            if (passed)
            {
                int count = _client.Receive(_buffer, 0, room);
                if (count == 0)
                {
                    End = "has left";
                    _session.Finish();
                    return false;
                }

                _session.Take(count);
            }

            int chunks = 0;
            while (_session.Give() == BridgeSession.ChunkSize && ++chunks < ChunksAtOnce)
            {
                // While the chunks are full.
            }

            End = _session.IsWeb ? "is disconnected: it speaks HTTP or TLS" : End;
            return passed && End == null;
        }

        /// <summary>Tells whether bytes from the part were lost since the client connected. It reports that only once.</summary>
        /// <returns>Whether they were lost.</returns>
        internal bool FindsLoss()
        {
            bool isLost = _overflows >= 0 && _target.Wires.Overflows != _overflows;
            _overflows = isLost ? -1 : _overflows;
            return isLost;
        }

        /// <summary>Discards what the client has sent. Bytes that were held back go to the target first.</summary>
        /// <returns>How many bytes were discarded; 0 if there is nothing, or the client has closed.</returns>
        /// <exception cref="Exception">The connection failed.</exception>
        internal int Forget()
        {
            _session.Finish();
            return _client.WaitForBytes(0) ? _client.Receive(_buffer, 0, _buffer.Length) : 0;
        }

        /// <summary>Closes the connection.</summary>
        internal void Close()
        {
            _client.Close();
        }
    }
}
