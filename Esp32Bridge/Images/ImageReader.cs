using System;
using Esp32Bridge.Hashing;

namespace Esp32Bridge.Images
{
    /// <summary>
    /// Reads an image in whatever pieces the network delivers, and holds it against its description: all bytes, no byte
    /// more, and the SHA-256. Needs no more memory for a larger image: to go back, it is fetched again.
    /// </summary>
    public sealed class ImageReader : IDisposable
    {
        private readonly ImageDescription _image;
        private readonly IImageSource _source;
        private readonly Sha256 _hash = new Sha256();
        private readonly Sha256 _markedHash = new Sha256();
        private IImageStream _stream;
        private int _marked;

        /// <summary>Opens an image.</summary>
        /// <param name="image">What the job says of it.</param>
        /// <param name="source">Where it comes from.</param>
        /// <exception cref="ImageException">There is no such image, or it has another size.</exception>
        public ImageReader(ImageDescription image, IImageSource source)
        {
            _image = image;
            _source = source;
            _stream = source.Open(image);
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
            Fill(buffer, offset, wanted, Position);
            _hash.Update(buffer, offset, wanted);
            Position += wanted;
            return wanted;
        }

        /// <summary>Remembers this position for <see cref="Rewind"/>.</summary>
        public void Mark()
        {
            _marked = Position;
            _markedHash.CopyFrom(_hash);
        }

        /// <summary>Goes back to the position that was marked last, or to the first byte: opens the image again.</summary>
        /// <param name="scratch">A buffer that may be overwritten.</param>
        /// <exception cref="ImageException">It cannot be opened again, or ended early.</exception>
        public void Rewind(byte[] scratch)
        {
            Dispose();
            _stream = _source.Open(_image);
            for (int skipped = 0; skipped < _marked;)
            {
                int left = _marked - skipped;
                int count = left < scratch.Length ? left : scratch.Length;
                Fill(scratch, 0, count, skipped);
                skipped += count;
            }

            Position = _marked;
            _hash.CopyFrom(_markedHash);
        }

        /// <summary>Goes back to the first byte.</summary>
        /// <exception cref="ImageException">It cannot be opened again.</exception>
        public void Restart()
        {
            _marked = 0;
            _markedHash.Reset();
            Rewind(null);
        }

        /// <summary>Says whether the whole image was read and is the one that the job names. To be called once, behind its last byte.</summary>
        /// <param name="scratch">A buffer that may be overwritten.</param>
        /// <exception cref="ImageException">It is longer, or its SHA-256 differs.</exception>
        public void Verify(byte[] scratch)
        {
            if (_stream.Read(scratch, 0, 1) != 0)
            {
                throw new ImageException(_image.Size + " bytes", "more", "Check the size in the job and the file on the server.");
            }

            byte[] hash = _hash.Finish();
            if (!Sha256.AreEqual(hash, _image.Sha256, 0))
            {
                throw new ImageException("SHA-256 " + HexText.Of(_image.Sha256), HexText.Of(hash), "The file on the server is not the one that the job was made for.");
            }
        }

        /// <summary>Closes the stream.</summary>
        public void Dispose()
        {
            if (_stream != null)
            {
                IImageStream stream = _stream;
                _stream = null;
                stream.Dispose();
            }
        }

        private void Fill(byte[] buffer, int offset, int count, int position)
        {
            int filled = 0;
            while (filled < count)
            {
                int got = _stream.Read(buffer, offset + filled, count - filled);
                if (got == 0)
                {
                    throw new ImageException(_image.Size + " bytes", (position + filled) + " bytes", "Check the size in the job and the file on the server and the network.");
                }

                filled += got;
            }
        }
    }
}
