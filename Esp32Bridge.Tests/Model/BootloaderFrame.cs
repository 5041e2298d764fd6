namespace Esp32Bridge.Tests.Model
{
    /// <summary>The frame that a bootloader is receiving; there is no timeout.</summary>
    public sealed class BootloaderFrame
    {
        // Bytes beyond this length are counted and checked, but not stored.
        private const int Capacity = 2 + (2 * 1024);

        private readonly byte[] _bytes = new byte[Capacity];
        private int _expected;
        private int _checksum;

        /// <summary>Gets the kind of the frame.</summary>
        public BootloaderState State { get; private set; }

        /// <summary>Gets how many bytes were received.</summary>
        public int Count { get; private set; }

        /// <summary>Gets whether all bytes were received.</summary>
        public bool IsComplete
        {
            get { return Count == _expected; }
        }

        /// <summary>Gets a byte.</summary>
        /// <param name="index">Its index.</param>
        /// <returns>The byte.</returns>
        public byte this[int index]
        {
            get { return _bytes[index]; }
        }

        /// <summary>Waits for a new frame.</summary>
        /// <param name="state">Its kind.</param>
        /// <param name="expected">How many bytes it has.</param>
        public void Await(BootloaderState state, int expected)
        {
            State = state;
            Count = 0;
            _checksum = 0;
            _expected = expected;
        }

        /// <summary>Waits for more bytes of the same frame.</summary>
        /// <param name="state">The kind of the frame now.</param>
        /// <param name="expected">How many bytes it has in all.</param>
        public void AwaitMore(BootloaderState state, int expected)
        {
            State = state;
            _expected = expected;
        }

        /// <summary>Takes a byte.</summary>
        /// <param name="value">The byte.</param>
        public void Add(byte value)
        {
            if (Count < Capacity)
            {
                _bytes[Count] = value;
            }

            Count++;
            _checksum ^= value;
        }

        /// <summary>Reads two bytes, the high byte first.</summary>
        /// <param name="index">Where they are.</param>
        /// <returns>The number.</returns>
        public int Pair(int index)
        {
            return (_bytes[index] << 8) | _bytes[index + 1];
        }

        /// <summary>Returns whether the last byte is the XOR of all before it.</summary>
        /// <returns>True if it is.</returns>
        public bool HasChecksum()
        {
            return _checksum == 0;
        }

        /// <summary>Returns whether the second byte is the complement of the first.</summary>
        /// <returns>True if it is.</returns>
        public bool HasComplement()
        {
            return (byte)~_bytes[1] == _bytes[0];
        }

        /// <summary>Copies bytes.</summary>
        /// <param name="index">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <returns>The bytes.</returns>
        public byte[] Copy(int index, int count)
        {
            byte[] copy = new byte[count];
            System.Array.Copy(_bytes, index, copy, 0, count);
            return copy;
        }
    }
}
