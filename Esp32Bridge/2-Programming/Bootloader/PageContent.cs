using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The content of a page of the flash, one piece of the image at a time: a sector of 128 KiB needs no more memory than a
    /// page of 2 KiB. Only bytes that match the first download get here. For an earlier piece, the image is fetched again
    /// from the start of the page. After the end of the image the page is filled with FF. The first bytes of the image, 16
    /// or a larger programming unit, are kept apart; the page has erased bytes instead.
    /// </summary>
    internal sealed class PageContent
    {
        /// <summary>How many bytes are kept apart.</summary>
        internal readonly int CommitSize;

        /// <summary>The start of the page, in bytes from the start of the image. This and the length are fields, not calls, because they count what is proven.</summary>
        internal int Start;

        /// <summary>The length of the content in bytes, a multiple of <see cref="CommitSize"/>.</summary>
        internal int Length;

        private readonly ImageReader _reader;
        private readonly int _pieceSize;
        private readonly byte _erasedValue;

        /// <summary>Creates an empty content.</summary>
        /// <param name="reader">The source of the bytes.</param>
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

        /// <summary>Gets the piece that <see cref="Load"/> has loaded, or null.</summary>
        internal byte[] Buffer
        {
            get { return _reader.Piece; }
        }

        /// <summary>Gets the first bytes of the image.</summary>
        internal byte[] Commit { get; }

        /// <summary>Goes to a page. The image was loaded up to its start.</summary>
        /// <param name="start">Its start, in bytes from the start of the image.</param>
        /// <param name="length">How many bytes of the image are in the page.</param>
        internal void Begin(int start, int length)
        {
            Start = start;
            Length = (length + CommitSize - 1) / CommitSize * CommitSize;
            if (length > _pieceSize)
            {
                _reader.Mark(start);
            }
        }

        /// <summary>Loads the piece with a byte of the page into <see cref="Buffer"/>.</summary>
        /// <param name="position">The byte, in bytes from the start of the page.</param>
        /// <param name="nowhere">See <see cref="ImageReader.Load"/>.</param>
        /// <returns>Its place in <see cref="Buffer"/>.</returns>
        /// <exception cref="ImageException">The piece is not available, or differs from the first download.</exception>
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

        /// <summary>Tells where the piece with a byte ends.</summary>
        /// <param name="position">The byte, in bytes from the start of the page.</param>
        /// <returns>The end of the piece within the page, in bytes from the start of the page.</returns>
        internal int EndOfPiece(int position)
        {
            int end = position - ((Start + position) % _pieceSize) + _pieceSize;
            return end < Length ? end : Length;
        }

        /// <summary>Tells whether all of the piece with a byte is in the page. What follows the end of the image is not.</summary>
        /// <param name="position">The byte, in bytes from the start of the page.</param>
        /// <returns>False if a part of the piece is in another page.</returns>
        internal bool HoldsPiece(int position)
        {
            int start = position - ((Start + position) % _pieceSize);
            return start >= 0 && start + _pieceSize <= Length;
        }
    }
}
