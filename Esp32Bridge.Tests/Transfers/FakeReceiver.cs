using System.Collections;
using Esp32Bridge.Wires;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>
    /// A receiver at the other end of a line, written from the protocol's description: it accepts packets in their order,
    /// acknowledges repeated ones, and answers something else if a test wants it to.
    /// </summary>
    public sealed class FakeReceiver : ISerialLine
    {
        private readonly FakeClock _clock;
        private readonly Queue _said = new Queue();
        private readonly Hashtable _answers = new Hashtable();
        private byte[] _content = new byte[64];
        private int _next;
        private bool _isFileDone;

        /// <summary>Creates a receiver that has sent nothing yet.</summary>
        /// <param name="clock">The clock.</param>
        public FakeReceiver(FakeClock clock)
        {
            _clock = clock;
        }

        /// <summary>Gets what was written, write by write, as byte arrays.</summary>
        public ArrayList Written { get; } = new ArrayList();

        /// <summary>Gets how many bytes of the file arrived, including the padding of the last packet.</summary>
        public int Count { get; private set; }

        /// <summary>Gets the received header, or null.</summary>
        public byte[] Header { get; private set; }

        /// <summary>Gets whether the empty header ended the transfer.</summary>
        public bool IsDone { get; private set; }

        /// <summary>Gets whether the sender has cancelled.</summary>
        public bool IsCancelled { get; private set; }

        /// <summary>Gets or sets its answer to everything, as hexadecimal digits; null for the correct answers.</summary>
        public string Always { get; set; }

        /// <summary>Gets or sets from which write on <see cref="Always"/> applies; the first one is 1.</summary>
        public int AlwaysFrom { get; set; } = 1;

        /// <summary>Gets or sets which write is corrupted on the line; 0 for none.</summary>
        public int Spoilt { get; set; }

        /// <summary>Gets or sets whether it answers the first end of the file with NAK, as the protocol's description says.</summary>
        public bool DoubtsTheEnd { get; set; }

        /// <summary>Puts bytes on the line.</summary>
        /// <param name="bytes">The bytes, as hexadecimal digits.</param>
        public void Say(string bytes)
        {
            byte[] values = Hex.ToBytes(bytes);
            for (int i = 0; i < values.Length; i++)
            {
                _said.Enqueue(values[i]);
            }
        }

        /// <summary>Sets a different answer to a write.</summary>
        /// <param name="write">The number of the write; the first one is 1.</param>
        /// <param name="bytes">The answer, as hexadecimal digits.</param>
        public void Answer(int write, string bytes)
        {
            _answers.Add(write, bytes);
        }

        /// <summary>Returns a received byte of the file.</summary>
        /// <param name="index">Its index.</param>
        /// <returns>The byte.</returns>
        public byte Content(int index)
        {
            return _content[index];
        }

        /// <summary>Returns a write as text.</summary>
        /// <param name="index">The number of the write; the first one is 1.</param>
        /// <param name="count">How many of its bytes; 0 for all.</param>
        /// <returns>Hexadecimal digits.</returns>
        public string Frame(int index, int count)
        {
            byte[] frame = (byte[])Written[index - 1];
            return Hex.ToText(frame, 0, count == 0 ? frame.Length : count);
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            byte[] frame = new byte[count];
            System.Array.Copy(buffer, offset, frame, 0, count);
            Written.Add(frame);
            _clock.Sleep(count / 11);
            string right = Written.Count == Spoilt ? "15" : Receive(frame);
            string wanted = (string)_answers[Written.Count];
            bool isAlways = Always != null && Written.Count >= AlwaysFrom;
            Say(wanted != null ? wanted : isAlways ? Always : right);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            if (_said.Count == 0)
            {
                _clock.Sleep(timeout + 1);
                return 0;
            }

            buffer[offset] = (byte)_said.Dequeue();
            return 1;
        }

        /// <inheritdoc/>
        public int Drain()
        {
            int count = _said.Count;
            _said.Clear();
            return count;
        }

        private string Receive(byte[] frame)
        {
            switch (frame[0])
            {
                case 0x18:
                    IsCancelled = frame.Length == 2 && frame[1] == 0x18;
                    return string.Empty;
                case 0x04:
                    bool isDoubtful = DoubtsTheEnd;
                    DoubtsTheEnd = false;
                    _isFileDone = !isDoubtful;
                    return isDoubtful ? "15" : "06 43";
                case 0x01:
                case 0x02:
                    return ReceivePacket(frame, frame[0] == 0x01 ? 128 : 1024);
                default:
                    return "15";
            }
        }

        private string ReceivePacket(byte[] frame, int size)
        {
            if (frame.Length != size + 5 || frame[1] + frame[2] != 255 || Remainder(frame, 3, size + 2) != 0)
            {
                return "15";
            }

            if (_isFileDone)
            {
                IsDone = frame[1] == 0 && frame[3] == 0;
                return "06";
            }

            if (frame[1] == (byte)(_next - 1))
            {
                return "06";
            }

            if (frame[1] != (byte)_next)
            {
                return "15";
            }

            _next++;
            if (_next == 1)
            {
                Header = frame;
                return "06 43";
            }

            Keep(frame, size);
            return "06";
        }

        private void Keep(byte[] frame, int size)
        {
            if (Count + size > _content.Length)
            {
                byte[] larger = new byte[(Count + size) * 2];
                System.Array.Copy(_content, 0, larger, 0, Count);
                _content = larger;
            }

            System.Array.Copy(frame, 3, _content, Count, size);
            Count += size;
        }

        // Bit by bit: 0 for bytes followed by their CRC.
        private static int Remainder(byte[] bytes, int start, int count)
        {
            int crc = 0;
            for (int i = start; i < start + count; i++)
            {
                crc ^= bytes[i] << 8;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : crc << 1;
                }
            }

            return crc;
        }
    }
}
