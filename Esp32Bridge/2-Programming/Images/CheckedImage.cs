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

        // Made after the first piece has come: before that, it is not checked that a part can have so large an image.
        private long[] _values;

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
        }

        /// <summary>Gets what the job says about it.</summary>
        public ImageDescription Description { get; }

        /// <summary>Gets where it comes from.</summary>
        public IImageSource Source { get; }

        /// <summary>Gets the length of its pieces in bytes, a multiple of 2 KiB; the last one may be shorter.</summary>
        public int PieceSize { get; }

        /// <summary>Gives the memory that an image takes: one piece, the check values and the CRCs.</summary>
        /// <param name="size">Its length in bytes.</param>
        /// <returns>The size in bytes.</returns>
        public static uint MemoryOf(int size)
        {
            int piece = PieceSizeOf(size);
            return (uint)(piece + (size / piece * (sizeof(long) + sizeof(uint))));
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
