using System.Collections;
using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>The line of a part that fetches. The test queues beforehand what the part sends, silence included.</summary>
    public sealed class FetchLine : ISerialLine
    {
        private const int Silence = -1;

        private readonly FakeClock _clock;
        private readonly Queue _received = new Queue();
        private string _sent = string.Empty;

        /// <summary>Creates a line without data.</summary>
        /// <param name="clock">The clock, which advances during a wait.</param>
        public FetchLine(FakeClock clock)
        {
            _clock = clock;
        }

        /// <summary>Gets or sets what arrives repeatedly when the queue is empty, or null.</summary>
        public byte[] Endless { get; set; }

        /// <summary>Gets whether the queue has data.</summary>
        public bool IsBusy
        {
            get { return _received.Count > 0; }
        }

        /// <summary>Queues bytes.</summary>
        /// <param name="bytes">The bytes; "." is silence for the duration of one read.</param>
        public void Receive(string bytes)
        {
            string[] parts = bytes.Split('.');
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    _received.Enqueue(Silence);
                }

                Receive(Hex.ToBytes(parts[i]));
            }
        }

        /// <summary>Queues bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        public void Receive(byte[] bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                _received.Enqueue((int)bytes[i]);
            }
        }

        /// <summary>Returns what was sent, and clears it.</summary>
        /// <returns>The bytes; " | " separates two writes.</returns>
        public string TakeSent()
        {
            string sent = _sent;
            _sent = string.Empty;
            return sent;
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            _sent += (_sent.Length == 0 ? string.Empty : " | ") + Hex.ToText(buffer, offset, count);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            if (_received.Count == 0 && Endless != null)
            {
                _sent = string.Empty;
                Receive(Endless);
            }

            int read = 0;
            while (read < count && _received.Count > 0 && (int)_received.Peek() != Silence)
            {
                buffer[offset + read++] = (byte)(int)_received.Dequeue();
            }

            if (read < count)
            {
                _clock.Sleep(timeout);
            }

            if (read == 0 && _received.Count > 0)
            {
                _received.Dequeue();
            }

            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            // Bytes after a silence have not arrived yet.
            int count = 0;
            while (_received.Count > 0 && (int)_received.Peek() != Silence)
            {
                _received.Dequeue();
                count++;
            }

            return count;
        }
    }
}
