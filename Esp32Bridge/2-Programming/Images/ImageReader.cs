using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Reads an image in whatever pieces the network delivers, and holds it against its description: all bytes, no byte
    /// more, and the SHA-256. Needs no more memory for a larger image: to go back, it is fetched again.
    /// </summary>
    public sealed class ImageReader : IDisposable
    {
        /// <summary>How many bytes were found to be those of the job, 0 before <see cref="Verify"/>: a field, which only that sets.</summary>
        internal int VerifiedSize;

        private readonly ImageDescription _image;
        private readonly IImageSource _source;
        private readonly IBackground _background;
        private Sha256 _hash;
        private IImageStream _stream;
        private ReadAhead _ahead;
        private int _marked;
        private int _nextMark = int.MaxValue;

        // Of the bytes before the mark, or before an earlier one; null as long as there is none.
        private Sha256 _markedHash;

        /// <summary>Opens an image.</summary>
        /// <param name="image">What the job says of it.</param>
        /// <param name="source">Where it comes from.</param>
        /// <param name="background">Who fetches ahead of what is read, see <see cref="ReadAhead"/>; null: nobody.</param>
        /// <exception cref="ImageException">There is no such image, or it has another size.</exception>
        public ImageReader(ImageDescription image, IImageSource source, IBackground background = null)
        {
            _image = image;
            _source = source;
            _background = background;
            Open(null);
        }

        /// <summary>Gets how many bytes were read.</summary>
        public int Position { get; private set; }

        /// <summary>Reads bytes.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most.</param>
        /// <returns>How many: fewer than <paramref name="count"/> only at the end of the image.</returns>
        /// <exception cref="ImageException">The stream ended early, or failed.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            int left = _image.Size - Position;
            int wanted = count < left ? count : left;
            int end = Position + wanted;
            while (Position < end)
            {
                int got = ReadSome(buffer, offset + wanted - (end - Position), end - Position);
                if (got == 0)
                {
                    throw new ImageException(_image.Size + " bytes", Position + " bytes", "Check the size in the job and the file on the server and the network.");
                }

                Position += got;
            }

            return wanted;
        }

        /// <summary>Remembers this position for <see cref="Rewind"/>, and the hash of what comes before it.</summary>
        /// <param name="distance">How many bytes further on the next mark will be: so that its hash is at hand then, no more is fetched ahead.</param>
        internal void Mark(int distance)
        {
            _marked = Position;
            _nextMark = Position + distance;
            _markedHash = _markedHash == null ? new Sha256() : _markedHash;
            if (_ahead == null)
            {
                _hash.CopyTo(_markedHash);
            }
            else
            {
                _ahead.Mark(_markedHash, distance);
            }
        }

        /// <summary>
        /// Goes back to the position that was marked last, or to the first byte: opens the image again, from there on. The bytes
        /// before the mark keep the hash that they had: those that were used are those that are verified.
        /// </summary>
        /// <param name="scratch">A buffer that may be overwritten.</param>
        /// <exception cref="ImageException">It cannot be opened again, or ended early.</exception>
        internal void Rewind(byte[] scratch)
        {
            Dispose();
            Open(_markedHash);
            while (Position < _marked)
            {
                // Where something was fetched ahead of a mark that nobody had announced, an earlier hash is what there is.
                int left = _marked - Position;
                Read(scratch, 0, left < scratch.Length ? left : scratch.Length);
            }
        }

        /// <summary>Goes back to the first byte.</summary>
        /// <exception cref="ImageException">It cannot be opened again.</exception>
        internal void Restart()
        {
            _marked = 0;
            _nextMark = int.MaxValue;
            _markedHash = null;
            Rewind(null);
        }

        /// <summary>Says whether the whole image was read and is the one that the job names. To be called once, behind its last byte.</summary>
        /// <exception cref="ImageException">It is longer, or its SHA-256 differs.</exception>
        public void Verify()
        {
            _ = new byte[Headroom.Size];
            if (ReadSome(new byte[1], 0, 1) != 0)
            {
                throw new ImageException(_image.Size + " bytes", "more", "Check the size in the job and the file on the server.");
            }

            byte[] hash = _hash.Finish();
            if (!Sha256.AreEqual(hash, _image.Sha256, 0))
            {
                throw new ImageException("SHA-256 " + HexText.Of(_image.Sha256), HexText.Of(hash), "The file on the server is not the one that the job was made for.");
            }

            VerifiedSize = Position;
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
                stream.Dispose();
            }
        }

        // Behind the bytes that were hashed. A hash of its own each time: one that is read ahead may still be worked on.
        private void Open(Sha256 hashed)
        {
            _hash = new Sha256();
            if (hashed != null)
            {
                hashed.CopyTo(_hash);
            }

            Position = (int)_hash.Length;
            _stream = _source.Open(_image);
            if (Position > 0)
            {
                _stream.Seek(Position);
            }

            if (_background != null && _background.HasRoom)
            {
                _ahead = new ReadAhead(_stream, _hash, _nextMark - Position, _background);
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
