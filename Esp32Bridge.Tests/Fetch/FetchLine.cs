using System.Collections;
using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Fetch
{
    /// <summary>The line from a part that asks: what it sends is put there beforehand, silence included.</summary>
    public sealed class FetchLine : ISerialLine
    {
        private const int Silence = -1;

        private readonly FakeClock _clock;
        private readonly Queue _received = new Queue();
        private string _sent = string.Empty;

        /// <summary>Creates a line on which nothing comes.</summary>
        /// <param name="clock">The clock, which passes while somebody waits.</param>
        public FetchLine(FakeClock clock)
        {
            _clock = clock;
        }

        /// <summary>Gets or sets what comes again and again when nothing else does, or null.</summary>
        public byte[] Endless { get; set; }

        /// <summary>Gets whether something is going to come.</summary>
        public bool IsBusy
        {
            get { return _received.Count > 0; }
        }

        /// <summary>Puts bytes there.</summary>
        /// <param name="bytes">The bytes; "." is silence for as long as somebody listens once.</param>
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

        /// <summary>Puts bytes there.</summary>
        /// <param name="bytes">The bytes.</param>
        public void Receive(byte[] bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                _received.Enqueue((int)bytes[i]);
            }
        }

        /// <summary>Tells what was sent, and forgets it.</summary>
        /// <returns>The bytes; " | " is between two writings.</returns>
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
            // What follows a silence has not come yet.
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
