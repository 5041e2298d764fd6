namespace System
{
    /// <summary>Stands in for nanoFramework's type of this name: a part of an array.</summary>
    public readonly ref struct SpanByte
    {
        private readonly byte[] _array;
        private readonly int _start;

        /// <summary>Makes a span of a whole array.</summary>
        /// <param name="array">The array; null for an empty span.</param>
        public SpanByte(byte[] array)
        {
            _array = array;
            _start = 0;
            Length = array == null ? 0 : array.Length;
        }

        /// <summary>Makes a span of a part of an array.</summary>
        /// <param name="array">The array; null for an empty span.</param>
        /// <param name="start">The first byte.</param>
        /// <param name="length">The number of bytes.</param>
        /// <exception cref="ArgumentOutOfRangeException">The array has no such part.</exception>
        public SpanByte(byte[] array, int start, int length)
        {
            int size = array == null ? 0 : array.Length;
            if (start < 0 || length < 0 || start > size || length > size - start)
            {
                throw new ArgumentOutOfRangeException();
            }

            _array = array;
            _start = start;
            Length = length;
        }

        /// <summary>Gets an empty span.</summary>
        public static SpanByte Empty
        {
            get { return default; }
        }

        /// <summary>Gets the number of bytes.</summary>
        public int Length { get; }

        /// <summary>Gets whether it has no bytes.</summary>
        public bool IsEmpty
        {
            get { return Length == 0; }
        }

        /// <summary>Gets the place of its first byte in the array, which native code gets in 16 bits.</summary>
        internal int Start
        {
            get { return _start; }
        }

        /// <summary>Gets or sets a byte.</summary>
        /// <param name="index">Its place.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such byte.</exception>
        public byte this[int index]
        {
            get { return _array[Check(index)]; }
            set { _array[Check(index)] = value; }
        }

        /// <summary>Makes a span of an array.</summary>
        /// <param name="array">The array.</param>
        public static implicit operator SpanByte(byte[] array)
        {
            return new SpanByte(array);
        }

        /// <summary>Copies all bytes to the start of another span.</summary>
        /// <param name="destination">The other span.</param>
        /// <exception cref="ArgumentException">It is shorter.</exception>
        public void CopyTo(SpanByte destination)
        {
            if (Length > destination.Length)
            {
                throw new ArgumentException();
            }

            if (Length > 0)
            {
                Array.Copy(_array, _start, destination._array, destination._start, Length);
            }
        }

        /// <summary>Gets the end of this span.</summary>
        /// <param name="start">Its first byte.</param>
        /// <returns>The span.</returns>
        public SpanByte Slice(int start)
        {
            return Slice(start, Length - start);
        }

        /// <summary>Gets a part of this span.</summary>
        /// <param name="start">Its first byte.</param>
        /// <param name="length">Its number of bytes.</param>
        /// <returns>The span.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
        public SpanByte Slice(int start, int length)
        {
            if (start < 0 || length < 0 || start > Length || length > Length - start)
            {
                throw new ArgumentOutOfRangeException();
            }

            return new SpanByte(_array, _start + start, length);
        }

        /// <summary>Copies all bytes to a new array.</summary>
        /// <returns>The array.</returns>
        public byte[] ToArray()
        {
            byte[] copy = new byte[Length];
            CopyTo(copy);
            return copy;
        }

        private int Check(int index)
        {
            return index >= 0 && index < Length ? _start + index : throw new ArgumentOutOfRangeException();
        }
    }
}
