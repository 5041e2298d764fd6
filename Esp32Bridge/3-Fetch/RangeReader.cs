using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Fetch
{
    /// <summary>
    /// Reads an image in any order. Only bytes that are as they were at the check are handed out. To know that, all that comes
    /// before them has to be read: as long as one part follows the other, they come from one stream; for a jump back it begins anew.
    /// </summary>
    internal sealed class RangeReader : IDisposable
    {
        private readonly CheckedImage _image;
        private ImageReader _reader;

        /// <summary>Creates the reader; it asks for nothing yet.</summary>
        /// <param name="image">The image.</param>
        internal RangeReader(CheckedImage image)
        {
            _image = image;
        }

        /// <summary>Reads a part of the image.</summary>
        /// <param name="offset">Its first byte.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="start">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many; they are within the image.</param>
        /// <exception cref="ImageException">They cannot be had, or are others than at the check. The next call tries again.</exception>
        internal void Read(int offset, byte[] buffer, int start, int count)
        {
            if (_reader == null)
            {
                _reader = new ImageReader(_image);
            }

            int part;
            for (int filled = 0; filled < count; filled += part)
            {
                // Where the connection is lost, it goes on there.
                int position = offset + filled;
                _reader.Mark(position - (position % _image.PieceSize));
                int place = _reader.Load(position);
                int inPiece = _image.PieceSize - place;
                part = count - filled < inPiece ? count - filled : inPiece;
                Array.Copy(_reader.Piece, place, buffer, start + filled, part);
            }
        }

        /// <summary>Closes the stream.</summary>
        public void Dispose()
        {
            if (_reader != null)
            {
                _reader.Dispose();
            }
        }
    }
}
