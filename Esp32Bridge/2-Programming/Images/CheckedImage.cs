using Esp32Bridge.Data;
using Esp32Bridge.Hashing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// An image on its way into a target. What its first download had, which was held against the SHA-256 of the job before the
    /// target was touched, is kept as a check value for each piece: the chaining value of SHA-256 at its end, cut to 8 bytes.
    /// Each later download is held against them before a byte of a piece is used, so that a server that changes its mind, or
    /// whoever sits in between, brings nothing into a target.
    /// </summary>
    public sealed class CheckedImage
    {
        // So many check values, that is 4 KiB, have to do for a flash of 4 MiB.
        private const int UsualPieces = 512;
        private const int SmallestPiece = 2 * 1024;
        private const int LargestPiece = 8 * 1024;

        // Made when the first piece has come: before that, nobody has looked whether a part can have so large an image.
        private long[] _values;

        // The size, once all of it was held against the SHA-256 of the job.
        private int _checked;

        /// <summary>Creates it for an image that was not downloaded yet.</summary>
        /// <param name="description">What the job says of it.</param>
        /// <param name="source">Where it comes from.</param>
        public CheckedImage(ImageDescription description, IImageSource source)
        {
            Description = description;
            Source = source;
            PieceSize = PieceSizeOf(description.Size);
        }

        /// <summary>Gets what the job says of it.</summary>
        public ImageDescription Description { get; }

        /// <summary>Gets where it comes from.</summary>
        public IImageSource Source { get; }

        /// <summary>Gets the length of its pieces in bytes, a multiple of 2 KiB; the last one may be shorter.</summary>
        public int PieceSize { get; }

        /// <summary>Tells how much memory an image takes: a piece of it, and the check values.</summary>
        /// <param name="size">Its length in bytes.</param>
        /// <returns>How many bytes.</returns>
        public static uint MemoryOf(int size)
        {
            int piece = PieceSizeOf(size);
            return (uint)(piece + (size / piece * sizeof(long)));
        }

        /// <summary>Gets whether all of it was downloaded once and held against the SHA-256 of the job.</summary>
        internal bool IsChecked
        {
            get { return _checked > 0; }
        }

        /// <summary>
        /// Has the end of a piece. Of the first download its check value is kept; any later one has to have the same. The last
        /// piece ends with the SHA-256 of the whole image.
        /// </summary>
        /// <param name="end">The end of the piece, in bytes from the start of the image.</param>
        /// <param name="hash">The hash of all bytes up to there. That of the whole image is ended by this.</param>
        /// <param name="proven">Gets <paramref name="end"/> when all bytes up to there are those of the first download, which was the image of the job.</param>
        /// <exception cref="ImageException">They are others.</exception>
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

                _checked = end;
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
