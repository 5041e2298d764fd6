using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// What a page of the flash is to hold, a piece of the image at a time, so that a sector of 128 KiB needs no more memory
    /// than a page of 2 KiB. Only what was held against the first download gets here. To go back to an earlier piece, the image
    /// is asked for again from the start of the page. Behind the end of the image it is filled up with FF; the first bytes of
    /// the image, 16 or a larger programming unit, are kept aside, and the page has erased ones in their place.
    /// </summary>
    internal sealed class PageContent
    {
        /// <summary>How many bytes are kept aside.</summary>
        internal readonly int CommitSize;

        /// <summary>Where the page begins, in bytes from the start of the image. This and the length are fields, because what is proven is counted by them.</summary>
        internal int Start;

        /// <summary>How many bytes the page is to hold, a multiple of <see cref="CommitSize"/>.</summary>
        internal int Length;

        private readonly ImageReader _reader;
        private readonly int _pieceSize;
        private readonly byte _erasedValue;

        /// <summary>Creates an empty content.</summary>
        /// <param name="reader">Where the bytes come from.</param>
        /// <param name="pieceSize">The length of its pieces in bytes.</param>
        /// <param name="part">The part.</param>
        internal PageContent(ImageReader reader, int pieceSize, PartDescription part)
        {
            CommitSize = part.CommitSize;
            Commit = new byte[CommitSize];
            _erasedValue = part.Device.ErasedValue;
            _reader = reader;
            _pieceSize = pieceSize;
            for (int i = 0; i < CommitSize; i++)
            {
                Commit[i] = _erasedValue;
            }
        }

        /// <summary>Gets the piece that was asked for by <see cref="Load"/>; null where there is none.</summary>
        internal byte[] Buffer
        {
            get { return _reader.Piece; }
        }

        /// <summary>Gets the first bytes of the image.</summary>
        internal byte[] Commit { get; }

        /// <summary>Goes to a page. The image was loaded up to its start.</summary>
        /// <param name="start">Where it begins, in bytes from the start of the image.</param>
        /// <param name="length">How many bytes of the image lie in the page.</param>
        internal void Begin(int start, int length)
        {
            Start = start;
            Length = (length + CommitSize - 1) / CommitSize * CommitSize;
            if (length > _pieceSize)
            {
                _reader.Mark(start);
            }
        }

        /// <summary>Has the piece in <see cref="Buffer"/> in which a byte of the page lies.</summary>
        /// <param name="position">The byte, in bytes from the start of the page.</param>
        /// <param name="nowhere">See <see cref="ImageReader.Load"/>.</param>
        /// <returns>Its place in <see cref="Buffer"/>.</returns>
        /// <exception cref="ImageException">It cannot be had, or is another one than in the first download.</exception>
        internal int Load(int position, int nowhere = ImageReader.Nowhere)
        {
            int place = _reader.Load(Start + position, nowhere);
            byte[] buffer = Buffer;
            for (int i = 0; place == Start + position && i < CommitSize; i++)
            {
                if (buffer[i] != _erasedValue)
                {
                    Commit[i] = buffer[i];
                    buffer[i] = _erasedValue;
                }
            }

            return place;
        }

        /// <summary>Tells where the bytes end that are in <see cref="Buffer"/> at the same time.</summary>
        /// <param name="position">A place, in bytes from the start of the page.</param>
        /// <returns>The place behind the last of them.</returns>
        internal int EndOfPiece(int position)
        {
            int end = position - ((Start + position) % _pieceSize) + _pieceSize;
            return end < Length ? end : Length;
        }
    }
}
