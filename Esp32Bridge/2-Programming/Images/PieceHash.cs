using Esp32Bridge.Hashing;

namespace Esp32Bridge.Images
{
    /// <summary>The hash of an image, piece by piece, during one download.</summary>
    internal sealed class PieceHash
    {
        private readonly CheckedImage _image;
        private readonly Sha256 _hash;
        private readonly int _pieceSize;
        private readonly int _size;
        private int _position;
        private int _end;

        // The chaining values at the ends of the last two pieces, and their positions; guarded by a lock on the first array.
        private readonly uint[] _last = new uint[Sha256.StateSize];
        private readonly uint[] _before = new uint[Sha256.StateSize];
        private int _lastEnd;
        private int _endBefore;

        /// <summary>Begins at the end of a piece.</summary>
        /// <param name="image">The image.</param>
        /// <param name="state">The chaining value there.</param>
        /// <param name="position">That end, in bytes from the start of the image; at 0, the state is ignored.</param>
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
        /// Gets, in its only element, the end of the bytes that equal those of the first download; 0 before that is known. An
        /// array, so that a decision reads it without a call, see Build/README.md.
        /// </summary>
        internal int[] Proven { get; } = new int[1];

        /// <summary>Adds the next bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="ImageException">A piece that ends here differs from the first download, or the image is too long.</exception>
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

        /// <summary>Ends the first download after it is known that no byte follows: until then, the file may be longer.</summary>
        /// <exception cref="ImageException">It is not the image of the job.</exception>
        internal void End()
        {
            if (_position == _size && !_image.IsChecked)
            {
                EndPiece();
            }
        }

        /// <summary>Copies the chaining value at the end of one of the last two pieces.</summary>
        /// <param name="position">The end.</param>
        /// <param name="state">Receives the value.</param>
        /// <returns>False if it is not available.</returns>
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
            // Otherwise a lack of memory would look like another image.
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
