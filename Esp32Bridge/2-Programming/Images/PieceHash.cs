using Esp32Bridge.Hashing;

namespace Esp32Bridge.Images
{
    /// <summary>The hash of an image, piece by piece, in one download of it.</summary>
    internal sealed class PieceHash
    {
        private readonly CheckedImage _image;
        private readonly Sha256 _hash;
        private readonly int _pieceSize;
        private readonly int _size;
        private int _position;
        private int _end;

        // The chaining values at the last two ends of pieces, and where they were; guarded by the first array.
        private readonly uint[] _last = new uint[Sha256.StateSize];
        private readonly uint[] _before = new uint[Sha256.StateSize];
        private int _lastEnd;
        private int _endBefore;

        /// <summary>Goes on at the end of a piece.</summary>
        /// <param name="image">The image.</param>
        /// <param name="state">The chaining value there.</param>
        /// <param name="position">Where that is, in bytes from the start of the image; at 0, the state does not count.</param>
        internal PieceHash(CheckedImage image, uint[] state, int position)
        {
            _image = image;
            _pieceSize = image.PieceSize;
            _size = image.Description.Size;
            _hash = position == 0 ? new Sha256() : new Sha256(state, position);
            _position = position;
            _hash.CopyState(_last);
            _lastEnd = position;
            _endBefore = position;
            BeginPiece();
        }

        /// <summary>
        /// Gets, in its only element, up to where the bytes are those of the first download, 0 before that is known. An array:
        /// who decides reads it without a call, see Build/README.md.
        /// </summary>
        internal int[] Proven { get; } = new int[1];

        /// <summary>Adds bytes, in their order.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="ImageException">A piece that ends among them is another one than in the first download, or the image is longer.</exception>
        internal void Update(byte[] buffer, int offset, int count)
        {
            while (count > 0)
            {
                int left = _end - _position;
                if (left == 0)
                {
                    throw new ImageException(_size + " bytes", "more", "Check the size in the job and the file on the server.") { IsAnother = true };
                }

                int part = count < left ? count : left;
                _hash.Update(buffer, offset, part);
                _position += part;
                offset += part;
                count -= part;
                if (part == left && (_position < _size || _image.IsChecked))
                {
                    EndPiece();
                }
            }
        }

        /// <summary>Has the end of the first download, behind which nothing came: before that is seen, its last piece may be one of a longer file.</summary>
        /// <exception cref="ImageException">It is not the image of the job.</exception>
        internal void End()
        {
            if (_position == _size && !_image.IsChecked)
            {
                EndPiece();
            }
        }

        /// <summary>Copies the chaining value at a place of the last two where pieces ended.</summary>
        /// <param name="position">The place.</param>
        /// <param name="state">Gets the value.</param>
        /// <returns>False when it is not at hand.</returns>
        internal bool TryCopyState(int position, uint[] state)
        {
            lock (_last)
            {
                uint[] found = position == _lastEnd ? _last : _before;
                if (position != _lastEnd && position != _endBefore)
                {
                    return false;
                }

                found.CopyTo(state, 0);
                return true;
            }
        }

        private void BeginPiece()
        {
            _end = _size - _position < _pieceSize ? _size : _position + _pieceSize;
        }

        private void EndPiece()
        {
            // Else the image would be taken for another one.
            _hash.CheckComplete(_position);
            _image.EndPiece(_position, _hash, Proven);
            BeginPiece();
            lock (_last)
            {
                _last.CopyTo(_before, 0);
                _endBefore = _lastEnd;
                _hash.CopyState(_last);
                _lastEnd = _position;
            }
        }
    }
}
