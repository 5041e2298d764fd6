namespace Esp32Bridge.Tests.Model
{
    /// <summary>What a bootloader collects of a frame, without a timeout.</summary>
    public sealed class BootloaderFrame
    {
        // What is longer is counted and checked, but not kept.
        private const int Capacity = 2 + (2 * 1024);

        private readonly byte[] _bytes = new byte[Capacity];
        private int _expected;
        private int _checksum;

        /// <summary>Gets what the frame is.</summary>
        public BootloaderState State { get; private set; }

        /// <summary>Gets how many bytes have come.</summary>
        public int Count { get; private set; }

        /// <summary>Gets whether all bytes have come.</summary>
        public bool IsComplete
        {
            get { return Count == _expected; }
        }

        /// <summary>Gets a byte.</summary>
        /// <param name="index">Its place.</param>
        /// <returns>The byte.</returns>
        public byte this[int index]
        {
            get { return _bytes[index]; }
        }

        /// <summary>Waits for a new frame.</summary>
        /// <param name="state">What it is.</param>
        /// <param name="expected">How many bytes it has.</param>
        public void Await(BootloaderState state, int expected)
        {
            State = state;
            Count = 0;
            _checksum = 0;
            _expected = expected;
        }

        /// <summary>Waits for more bytes, as the first ones have told.</summary>
        /// <param name="state">What the frame is now.</param>
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

        /// <summary>Reads two bytes, the highest first.</summary>
        /// <param name="index">Where they are.</param>
        /// <returns>The number.</returns>
        public int Pair(int index)
        {
            return (_bytes[index] << 8) | _bytes[index + 1];
        }

        /// <summary>Tells whether the last byte is the XOR of all before it.</summary>
        /// <returns>True when it is.</returns>
        public bool HasChecksum()
        {
            return _checksum == 0;
        }

        /// <summary>Tells whether the second byte is the complement of the first.</summary>
        /// <returns>True when it is.</returns>
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
