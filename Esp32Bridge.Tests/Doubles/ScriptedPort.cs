using System;
using System.Collections;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>
    /// A line with a script: it answers the frames that it expects, and throws at any other.
    /// </summary>
    public sealed class ScriptedPort : ISerialLine
    {
        private readonly Queue _expected = new Queue();
        private readonly Queue _answers = new Queue();
        private readonly Queue _received = new Queue();

        /// <summary>Gets the longest timeout of a read, in milliseconds.</summary>
        public int LongestTimeout { get; private set; }

        /// <summary>Adds a frame and its answer.</summary>
        /// <param name="frame">The bytes that have to be written in one call.</param>
        /// <param name="answer">The bytes that the line then returns.</param>
        /// <returns>The port.</returns>
        public ScriptedPort On(string frame, string answer)
        {
            _expected.Enqueue(frame);
            _answers.Enqueue(answer);
            return this;
        }

        /// <summary>Adds unsolicited bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        public void Receive(string bytes)
        {
            byte[] values = Hex.ToBytes(bytes);
            for (int i = 0; i < values.Length; i++)
            {
                _received.Enqueue(values[i]);
            }
        }

        /// <summary>Checks that the script was played to its end.</summary>
        /// <exception cref="Exception">A frame is missing, or bytes were not read.</exception>
        public void Verify()
        {
            if (_expected.Count > 0)
            {
                throw new Exception("not written: " + _expected.Dequeue());
            }

            if (_received.Count > 0)
            {
                throw new Exception("not read: " + _received.Count + " bytes");
            }
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            string frame = Hex.ToText(buffer, offset, count);
            string expected = _expected.Count == 0 ? "nothing" : (string)_expected.Dequeue();
            if (frame != expected)
            {
                throw new Exception("expected " + expected + " but " + frame + " was written");
            }

            Receive((string)_answers.Dequeue());
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            LongestTimeout = timeout > LongestTimeout ? timeout : LongestTimeout;
            int read = 0;
            while (read < count && _received.Count > 0)
            {
                buffer[offset + read++] = (byte)_received.Dequeue();
            }

            return read;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            int count = _received.Count;
            _received.Clear();
            return count;
        }
    }
}
