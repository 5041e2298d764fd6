using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Reads an image in whatever amounts the network delivers, and holds it against its description: all bytes, no byte
    /// more, and the SHA-256. What is to go into a target comes in pieces, each of which was held against the first download
    /// (<see cref="CheckedImage"/>). Needs hardly more memory for a larger image: to go back, it is fetched again.
    /// </summary>
    public sealed class ImageReader : IDisposable
    {
        /// <summary>No place in <see cref="Piece"/>.</summary>
        public const int Nowhere = -1;

        /// <summary>The end of the pieces that were handed out: a field, which only <see cref="Load"/> sets.</summary>
        internal int ProvenEnd;

        private readonly CheckedImage _image;
        private readonly IBackground _background;
        private PieceHash _hash;
        private IImageStream _stream;
        private ReadAhead _ahead;
        private int _position;

        // Where the piece that is loaded begins and ends; the same, when there is none.
        private int _start;
        private int _end;

        // Where a piece begins that can be gone back to, and the hash of what comes before it.
        private int _mark;
        private readonly uint[] _markedState = new uint[Sha256.StateSize];

        /// <summary>Opens an image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="background">Who fetches ahead of what is read, see <see cref="ReadAhead"/>; null: nobody.</param>
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

        /// <summary>Gets whether what was read may be of several files: see <see cref="IImageStream.IsContinued"/>.</summary>
        internal bool IsContinued { get; private set; }

        /// <summary>Gets the piece that is loaded, with FF behind the end of the image; null before there is one.</summary>
        public byte[] Piece { get; private set; }

        /// <summary>Reads bytes which nothing is known of yet.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most.</param>
        /// <returns>How many: fewer than <paramref name="count"/> only at the end of the image.</returns>
        /// <exception cref="ImageException">The stream ended early, or failed, or brings another image.</exception>
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
        /// Has the piece in <see cref="Piece"/> in which a byte lies, and only if it is that of the first download. Pieces come in
        /// their order; for an earlier one, the image is opened again at the mark, or at its first byte. Also when reading failed
        /// before.
        /// </summary>
        /// <param name="position">The byte, in bytes from the start of the image, which is larger.</param>
        /// <param name="nowhere">What is taken for the result where the call is left out, see Build/README.md.</param>
        /// <returns>The place of the byte in <see cref="Piece"/>.</returns>
        /// <exception cref="ImageException">It cannot be had, or is another one.</exception>
        public int Load(int position, int nowhere = Nowhere)
        {
            if (_stream == null || position < _start || _position != _end)
            {
                _mark = position < _mark ? 0 : _mark;
                Dispose();
                Open();
            }

            int size = _image.Description.Size;
            if (Piece == null)
            {
                // Whole programming units, of which the largest has 32 bytes.
                const int Unit = 32;
                Piece = new byte[size < _image.PieceSize ? (size + Unit - 1) / Unit * Unit : _image.PieceSize];
            }

            while (position >= _end)
            {
                // What fails half way is no piece.
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
                ProvenEnd = _end;
            }

            return position - _start;
        }

        /// <summary>Remembers a place: to go back to what lies behind it, the image is opened again there.</summary>
        /// <param name="position">The start of the piece that is loaded next. Of another one, nothing may come.</param>
        public void Mark(int position)
        {
            if (_hash.TryCopyState(position, _markedState))
            {
                _mark = position;
            }
        }

        /// <summary>Lets go of the memory of the piece.</summary>
        public void Unload()
        {
            Piece = null;
            _start = _end;
        }

        /// <summary>Makes sure that the image ends behind its last byte, which was read, and that it is the image of the job.</summary>
        /// <exception cref="ImageException">It is longer, or another one.</exception>
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

        // At the mark. A hash of its own each time: one that is read ahead may still be worked on.
        private void Open()
        {
            _hash = new PieceHash(_image, _markedState, _mark);
            _position = _mark;
            _start = _mark;
            _end = _mark;
            ProvenEnd = _mark;
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
