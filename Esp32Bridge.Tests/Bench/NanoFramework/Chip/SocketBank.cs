using System;
using System.Collections.Generic;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The connections of a session, which end with it.</summary>
    public sealed class SocketBank
    {
        private readonly HashSet<IDisposable> _open = new HashSet<IDisposable>();
        private bool _ended;

        /// <summary>A connection comes into being.</summary>
        /// <param name="socket">Its socket.</param>
        public void Add(IDisposable socket)
        {
            bool isLate;
            lock (_open)
            {
                isLate = _ended;
                _open.Add(socket);
            }

            if (isLate)
            {
                socket.Dispose();
            }
        }

        /// <summary>A connection is closed.</summary>
        /// <param name="socket">Its socket.</param>
        public void Remove(IDisposable socket)
        {
            lock (_open)
            {
                _open.Remove(socket);
            }
        }

        /// <summary>The supply is gone.</summary>
        public void End()
        {
            List<IDisposable> sockets;
            lock (_open)
            {
                _ended = true;
                sockets = new List<IDisposable>(_open);
                _open.Clear();
            }

            foreach (IDisposable socket in sockets)
            {
                socket.Dispose();
            }
        }
    }
}
