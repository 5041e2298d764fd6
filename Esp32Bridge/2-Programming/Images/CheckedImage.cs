using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// An image on its way into a target. Before the target is touched, its first download is compared with the SHA-256 of
    /// the job. That download leaves a check value for each piece: the chaining value of SHA-256 at its end, cut to 8 bytes.
    /// Each later download is compared with these values before a byte of a piece is used. So neither a server with a changed
    /// file nor a man in the middle gets anything into a target.
    /// </summary>
    public sealed class CheckedImage
    {
        // So many check values, that is 4 KiB, are enough for a flash of 4 MiB.
        private const int UsualPieces = 512;
        private const int SmallestPiece = 2 * 1024;
        private const int LargestPiece = 8 * 1024;

        // A later download can begin after each fourth piece; in larger images at 32 places, which take 1 KiB.
        private const int LeastPiecesToSkip = 4;
        private const int MostPlaces = 32;
        private const int StateBytes = Sha256.StateSize * sizeof(uint);

        // Made after the first piece has come: before that, it is not checked that a part can have so large an image.
        private long[] _values;

        // The chaining values at these places.
        private uint[] _states;
        private readonly int _placeSize;

        /// <summary>The size, once the whole image was compared with the SHA-256 of the job; else 0. A field, so that a decision reads it without a call.</summary>
        internal int CheckedSize;

        /// <summary>Creates it for an image that was not yet downloaded.</summary>
        /// <param name="description">What the job says about it.</param>
        /// <param name="source">Where it comes from.</param>
        public CheckedImage(ImageDescription description, IImageSource source)
        {
            Description = description;
            Source = source;
            PieceSize = PieceSizeOf(description.Size);
            _placeSize = PlaceSizeOf(description.Size);
        }

        /// <summary>Gets what the job says about it.</summary>
        public ImageDescription Description { get; }

        /// <summary>Gets where it comes from.</summary>
        public IImageSource Source { get; }

        /// <summary>Gets the length of its pieces in bytes, a multiple of 2 KiB; the last one may be shorter.</summary>
        public int PieceSize { get; }

        /// <summary>Gives the memory that an image takes: one piece, the check values, the CRCs and the chaining values.</summary>
        /// <param name="size">Its length in bytes.</param>
        /// <returns>The size in bytes.</returns>
        public static uint MemoryOf(int size)
        {
            int piece = PieceSizeOf(size);
            return (uint)(piece + (size / piece * (sizeof(long) + sizeof(uint))) + (size / PlaceSizeOf(size) * StateBytes));
        }

        /// <summary>Gets whether all of it was downloaded once and compared with the SHA-256 of the job.</summary>
        internal bool IsChecked
        {
            get { return CheckedSize > 0; }
        }

        /// <summary>Gets the CRC of each piece, as the part that gets it can compute it (AN3155 3.13); null if that is not wanted. They count when all was checked.</summary>
        internal uint[] Sums { get; private set; }

        /// <summary>Keeps the CRC of a piece of the first download: in a flash, whole programming units, and without the bytes that are written last.</summary>
        /// <param name="start">The start of the piece, in bytes from the start of the image.</param>
        /// <param name="piece">The piece; after its end it is filled with FF.</param>
        /// <param name="count">The length of the piece.</param>
        /// <param name="commitSize">How many bytes of the image are written last, a multiple of the programming unit.</param>
        internal void Sum(int start, byte[] piece, int count, int commitSize)
        {
            int skipped = start == 0 ? commitSize : 0;
            int end = (count + commitSize - 1) / commitSize * commitSize;
            for (int i = count; i < end; i++)
            {
                piece[i] = 0xFF;
            }

            Sums = Sums ?? new uint[(Description.Size + PieceSize - 1) / PieceSize];
            Sums[start / PieceSize] = Stm32Crc.Compute(piece, skipped, end - skipped);
        }

        /// <summary>
        /// Ends a piece. In the first download, this keeps its check value; a later download must have the same value. The last
        /// piece is compared with the SHA-256 of the whole image.
        /// </summary>
        /// <param name="end">The end of the piece, in bytes from the start of the image.</param>
        /// <param name="hash">The hash of all bytes up to there. At the end of the image, this ends the hash.</param>
        /// <param name="proven">Receives <paramref name="end"/> if all bytes up to there are those of the first download, which was the image of the job.</param>
        /// <exception cref="ImageException">The bytes are different.</exception>
        internal void EndPiece(int end, Sha256 hash, int[] proven)
        {
            bool isFirst = !IsChecked;
            if (end == Description.Size)
            {
                byte[] whole = hash.Finish();
                if (!Sha256.AreEqual(whole, Description.Sha256, 0))
                {
                    throw new ImageException("SHA-256 " + HexText.Of(Description.Sha256), HexText.Of(whole), "The file on the server is not the one that the job was made for.") { IsAnother = true };
                }

                CheckedSize = end;
            }
            else if (isFirst)
            {
                _values = _values ?? new long[(Description.Size - 1) / PieceSize];
                _values[(end / PieceSize) - 1] = hash.Chain;
                if (end % _placeSize == 0)
                {
                    _states = _states ?? new uint[Description.Size / _placeSize * Sha256.StateSize];
                    hash.CopyState(_states, ((end / _placeSize) - 1) * Sha256.StateSize);
                }
            }
            else if (_values[(end / PieceSize) - 1] != hash.Chain)
            {
                throw new ImageException(
                    "the bytes before " + end + " as they were at the check",
                    "others",
                    "The server has sent another file than before: publish images under new names.") { IsAnother = true };
            }

            if (!isFirst)
            {
                proven[0] = end;
            }
        }

        /// <summary>Finds the last place up to a byte at which a later download can begin.</summary>
        /// <param name="position">The byte, in bytes from the start of the image.</param>
        /// <returns>The place, the end of a piece; 0 if there is none before, or the image was not checked.</returns>
        internal int PlaceBefore(int position)
        {
            return IsChecked ? position - (position % _placeSize) : 0;
        }

        /// <summary>Copies the chaining value at a place.</summary>
        /// <param name="place">What <see cref="PlaceBefore"/> gave; at 0, nothing is copied.</param>
        /// <param name="state">Receives the value. A wrong one shows at the end of the next piece.</param>
        internal void CopyState(int place, uint[] state)
        {
            if (place > 0)
            {
                Array.Copy(_states, ((place / _placeSize) - 1) * Sha256.StateSize, state, 0, Sha256.StateSize);
            }
        }

        private static int PlaceSizeOf(int size)
        {
            int piece = PieceSizeOf(size);
            int pieces = ((size / piece) + MostPlaces - 1) / MostPlaces;
            return piece * (pieces < LeastPiecesToSkip ? LeastPiecesToSkip : pieces);
        }

        private static int PieceSizeOf(int size)
        {
            int piece = SmallestPiece;
            while (piece < LargestPiece && size / piece > UsualPieces)
            {
                piece *= 2;
            }

            return piece;
        }
    }
}
