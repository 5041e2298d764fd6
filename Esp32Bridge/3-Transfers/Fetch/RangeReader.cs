using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Transfers
{
    /// <summary>
    /// Reads an image in any order. It returns only bytes that are identical to those of the check, which requires reading everything before them.
    /// Consecutive parts come from one stream; after a jump back a new stream starts.
    /// </summary>
    internal sealed class RangeReader : IDisposable
    {
        private readonly CheckedImage _image;
        private ImageReader _reader;

        /// <summary>Creates the reader. It sends no request yet.</summary>
        /// <param name="image">The image.</param>
        internal RangeReader(CheckedImage image)
        {
            _image = image;
        }

        /// <summary>Reads a part of the image.</summary>
        /// <param name="offset">The offset of the first byte in the image.</param>
        /// <param name="buffer">The buffer for the bytes.</param>
        /// <param name="start">The index of the first byte in <paramref name="buffer"/>.</param>
        /// <param name="count">The number of bytes; all are within the image.</param>
        /// <exception cref="ImageException">The bytes are not available, or differ from those of the check. The next call tries again.</exception>
        internal void Read(int offset, byte[] buffer, int start, int count)
        {
            if (_reader == null)
            {
                _reader = new ImageReader(_image);
            }

            int part;
            for (int filled = 0; filled < count; filled += part)
            {
                // After a lost connection, reading continues there.
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
