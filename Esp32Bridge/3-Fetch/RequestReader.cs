using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Fetch
{
    /// <summary>
    /// Finds requests in what comes from a part: between other texts and behind noise, each with its CRC. What looks like the
    /// start of a frame and is none costs only itself: a frame behind it, or within it, is found.
    /// </summary>
    internal sealed class RequestReader
    {
        /// <summary>The longest payload of a request, in bytes: that of <see cref="FetchCode.Done"/>.</summary>
        internal const int LongestPayload = 1 + Sha256.HashSize + FetchCode.LongestText;

        private readonly ISerialLine _line;
        private readonly byte[] _buffer = new byte[FetchFrame.Smallest + LongestPayload];
        private int _count;
        private int _size;

        /// <summary>Creates the reader.</summary>
        /// <param name="line">The line to the part.</param>
        internal RequestReader(ISerialLine line)
        {
            _line = line;
        }

        /// <summary>Gets how many bytes came that belong to no request.</summary>
        internal int Ignored { get; private set; }

        /// <summary>Gets the bytes; the request that was received begins at 0.</summary>
        internal byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Gets the type of the request, one of <see cref="FetchCode"/> if the part knows its business.</summary>
        internal byte Type
        {
            get { return _buffer[FetchFrame.TypeAt]; }
        }

        /// <summary>Gets the tag of the request.</summary>
        internal byte Tag
        {
            get { return _buffer[FetchFrame.TagAt]; }
        }

        /// <summary>Gets the length of the payload of the request, in bytes.</summary>
        internal int Length
        {
            get { return _size - FetchFrame.Smallest; }
        }

        /// <summary>Waits for the rest of a request. It lets go of the one before.</summary>
        /// <param name="timeout">For how many milliseconds. A frame in which nothing comes for so long is cut off there.</param>
        /// <returns>True when a request is there; false when it was not all of one.</returns>
        internal bool Receive(int timeout)
        {
            Remove(_size);
            _size = 0;
            if (Find())
            {
                return true;
            }

            int got = _line.Read(_buffer, _count, Missing(), timeout);
            _count += got;
            if (got == 0 && _count > 0)
            {
                Ignore(1);
                return FindBehindCut();
            }

            return Find();
        }

        /// <summary>Throws away what has come behind the request: while its answer is sought, it can only be its repetitions.</summary>
        internal void DropRest()
        {
            _count = _size;
            _line.Drain();
        }

        // How many bytes the frame needs at least that may have begun.
        private int Missing()
        {
            return (_count < FetchFrame.PayloadAt ? FetchFrame.Smallest : SizeOfFrame()) - _count;
        }

        private int SizeOfFrame()
        {
            return FetchFrame.Smallest + (int)FetchFrame.NumberAt(_buffer, FetchFrame.LengthAt, 2);
        }

        // Brings the first frame to the start of the buffer; false when it is not there, or not all of it.
        private bool Find()
        {
            while (_count > 0)
            {
                if (!IsStart())
                {
                    Ignore(1);
                }
                else if (_count < FetchFrame.PayloadAt)
                {
                    return false;
                }
                else if (SizeOfFrame() > _buffer.Length)
                {
                    Ignore(1);
                }
                else if (_count < SizeOfFrame())
                {
                    return false;
                }
                else if (!IsCrcRight())
                {
                    Ignore(1);
                }
                else
                {
                    _size = SizeOfFrame();
                    return true;
                }
            }

            return false;
        }

        // Nothing that is there grows any more, but a whole frame can be in it.
        private bool FindBehindCut()
        {
            while (_count > 0)
            {
                if (Find())
                {
                    return true;
                }

                if (_count > 0)
                {
                    Ignore(1);
                }
            }

            return false;
        }

        private bool IsStart()
        {
            return _buffer[0] == FetchFrame.Start && (_count == 1 || _buffer[1] == FetchFrame.SecondStart);
        }

        private bool IsCrcRight()
        {
            int end = SizeOfFrame() - FetchFrame.CrcSize;
            return Crc32.Compute(_buffer, FetchFrame.TypeAt, end - FetchFrame.TypeAt) == FetchFrame.NumberAt(_buffer, end, FetchFrame.CrcSize);
        }

        private void Ignore(int count)
        {
            Ignored += count;
            Remove(count);
        }

        private void Remove(int count)
        {
            if (count > 0)
            {
                _count -= count;
                Array.Copy(_buffer, count, _buffer, 0, _count);
            }
        }
    }
}
