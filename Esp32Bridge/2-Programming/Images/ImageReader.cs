using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Reads an image in whatever amounts the network delivers, and compares it with its description: the exact size, and the
    /// SHA-256. Bytes for a target come in pieces, each of which was compared with the first download
    /// (<see cref="CheckedImage"/>). A larger image needs hardly more memory: to go back, the image is fetched again.
    /// </summary>
    public sealed class ImageReader : IDisposable
    {
        /// <summary>No position in <see cref="Piece"/>.</summary>
        public const int Nowhere = -1;

        // To fetch and hash so many bytes takes longer than to open the image again behind them.
        private const int LeastSkipped = 12 * 1024;

        private readonly CheckedImage _image;
        private readonly IBackground _background;
        private PieceHash _hash;
        private IImageStream _stream;
        private ReadAhead _ahead;
        private int _position;

        // The start and the end of the loaded piece; equal if there is none.
        private int _start;
        private int _end;

        // The start of a piece to which the reader can go back, and the hash of all bytes before it.
        private int _mark;
        private readonly uint[] _markedState = new uint[Sha256.StateSize];

        /// <summary>Opens an image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="background">Fetches ahead, see <see cref="ReadAhead"/>; null for no read-ahead.</param>
        /// <exception cref="ImageException">There is no such image, or it has another size.</exception>
        public ImageReader(CheckedImage image, IBackground background = null)
        {
            _image = image;
            _background = background;
            Open();
        }

        /// <summary>Gets how many bytes were read.</summary>
        public int Position
        {
            get { return _position; }
        }

        /// <summary>Gets whether the bytes may be from several files: see <see cref="IImageStream.IsContinued"/>.</summary>
        internal bool IsContinued { get; private set; }

        /// <summary>Gets the loaded piece, with FF after the end of the image; or null.</summary>
        public byte[] Piece { get; private set; }

        /// <summary>Reads bytes that are not yet checked.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most.</param>
        /// <returns>How many came: fewer than <paramref name="count"/> only at the end of the image.</returns>
        /// <exception cref="ImageException">The stream ended early, failed, or delivers another image.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            int left = _image.Description.Size - _position;
            int wanted = count < left ? count : left;
            int end = _position + wanted;
            while (_position < end)
            {
                int got = ReadSome(buffer, offset + wanted - (end - _position), end - _position);
                if (got == 0)
                {
                    throw new ImageException(_image.Description.Size + " bytes", _position + " bytes", "Check the size in the job and the file on the server and the network.");
                }

                _position += got;
            }

            return wanted;
        }

        /// <summary>
        /// Loads the piece with a byte into <see cref="Piece"/>, if it equals that of the first download. For an earlier piece, one
        /// that is much later, or after a failed read, the image is opened again: at the mark, or at the last place where the
        /// first download left its chaining value.
        /// </summary>
        /// <param name="position">The byte, in bytes from the start of the image; less than its size.</param>
        /// <param name="nowhere">The last argument, which is taken as the result if the call is skipped, see Build/README.md.</param>
        /// <returns>The position of the byte in <see cref="Piece"/>.</returns>
        /// <exception cref="ImageException">The image is not available, or it is another one.</exception>
        public int Load(int position, int nowhere = Nowhere)
        {
            int place = _image.PlaceBefore(position);
            if (_stream == null || position < _start || _position != _end || place - _end >= LeastSkipped)
            {
                if (position < _mark || place > _mark)
                {
                    _mark = place;
                    _image.CopyState(place, _markedState);
                }

                Dispose();
                Open();
            }

            int size = _image.Description.Size;
            if (Piece == null)
            {
                // Whole programming units; the largest has 32 bytes.
                const int Unit = 32;
                Piece = new byte[size < _image.PieceSize ? (size + Unit - 1) / Unit * Unit : _image.PieceSize];
            }

            while (position >= _end)
            {
                // A piece that fails half way does not count.
                int[] proven = _hash.Proven;
                _start = _end;
                _end = Nowhere;
                int count = Read(Piece, 0, Piece.Length);
                if (proven[0] < _start + count || _position != _start + count)
                {
                    throw new ImageException("an image that was checked", "one that was not", "It is tried again.");
                }

                for (int i = count; i < Piece.Length; i++)
                {
                    Piece[i] = 0xFF;
                }

                _end = _position;
            }

            return position - _start;
        }

        /// <summary>Sets the mark: to go back to a later position, the image is opened again there.</summary>
        /// <param name="position">The start of the piece that is loaded next; for another position, the mark may not move.</param>
        public void Mark(int position)
        {
            if (_hash.TryCopyState(position, _markedState))
            {
                _mark = position;
            }
        }

        /// <summary>Releases the memory of the piece.</summary>
        public void Unload()
        {
            Piece = null;
            _start = _end;
        }

        /// <summary>Checks, after all bytes were read, that no byte follows and that this is the image of the job.</summary>
        /// <exception cref="ImageException">The image is longer, or it is another one.</exception>
        public void Verify()
        {
            _ = new byte[Headroom.Size];
            if (ReadSome(new byte[1], 0, 1) == 0)
            {
                _hash.End();
            }
        }

        /// <summary>Closes the stream.</summary>
        public void Dispose()
        {
            if (_ahead != null)
            {
                _ahead.Close();
                _ahead = null;
            }

            if (_stream != null)
            {
                IImageStream stream = _stream;
                _stream = null;
                IsContinued = stream.IsContinued;
                stream.Dispose();
            }
        }

        // Opens the image at the mark, with a new hash: the read-ahead may still use the old one.
        private void Open()
        {
            _hash = new PieceHash(_image, _markedState, _mark);
            _position = _mark;
            _start = _mark;
            _end = _mark;
            _stream = _image.Source.Open(_image.Description);
            if (_mark > 0)
            {
                _stream.Seek(_mark);
            }

            if (_background != null && _background.HasRoom)
            {
                _ahead = new ReadAhead(_stream, _hash, _background);
            }
        }

        private int ReadSome(byte[] buffer, int offset, int count)
        {
            if (_ahead != null)
            {
                return _ahead.Read(buffer, offset, count);
            }

            int got = _stream.Read(buffer, offset, count);
            _hash.Update(buffer, offset, got);
            return got;
        }
    }
}
