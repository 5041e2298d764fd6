using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// Finds requests, each with its CRC, in the bytes of a part, also between texts and after noise. A false start of a frame hides no other frame:
    /// one after it, or within it, is found.
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

        /// <summary>Gets how many bytes did not belong to a request.</summary>
        internal int Ignored { get; private set; }

        /// <summary>Gets the buffer; the received request begins at 0.</summary>
        internal byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Gets the type of the request, normally one of <see cref="FetchCode"/>.</summary>
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

        /// <summary>Waits for the rest of a request. The previous one is removed.</summary>
        /// <param name="timeout">The timeout in milliseconds. A frame is incomplete if no byte comes for so long.</param>
        /// <returns>True if a request is complete; otherwise false.</returns>
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
                return FindInCut();
            }

            return Find();
        }

        /// <summary>Discards everything after the request. While its answer is prepared, only repetitions of it can arrive.</summary>
        internal void DropRest()
        {
            _count = _size;
            _line.Drain();
        }

        // How many bytes are at least missing from the frame that may have begun.
        private int Missing()
        {
            return (_count < FetchFrame.PayloadAt ? FetchFrame.Smallest : SizeOfFrame()) - _count;
        }

        private int SizeOfFrame()
        {
            return FetchFrame.Smallest + (int)FetchFrame.NumberAt(_buffer, FetchFrame.LengthAt, 2);
        }

        // Moves the first frame to the start of the buffer. Returns false if there is none or it is incomplete.
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

        // The incomplete frame will not continue, but a complete one can be inside it.
        private bool FindInCut()
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
