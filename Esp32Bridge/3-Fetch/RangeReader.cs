using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Fetch
{
    /// <summary>
    /// Reads an image in any order. As long as one part follows the other, they come from one stream; a jump moves the stream.
    /// </summary>
    internal sealed class RangeReader : IDisposable
    {
        private const int Unknown = -1;

        private readonly ImageDescription _image;
        private readonly IImageSource _source;
        private IImageStream _stream;
        private int _position;

        /// <summary>Creates the reader; it asks for nothing yet.</summary>
        /// <param name="image">The image.</param>
        /// <param name="source">Where it comes from.</param>
        internal RangeReader(ImageDescription image, IImageSource source)
        {
            _image = image;
            _source = source;
        }

        /// <summary>Reads a part of the image.</summary>
        /// <param name="offset">Its first byte.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="start">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many; they are within the image.</param>
        /// <exception cref="ImageException">They cannot be had. The next call tries again.</exception>
        internal void Read(int offset, byte[] buffer, int start, int count)
        {
            if (_stream == null)
            {
                _stream = _source.Open(_image);
            }

            if (offset != _position)
            {
                _stream.Seek(offset);
            }

            // Behind an error, nobody knows where the stream is.
            _position = Unknown;
            for (int filled = 0; filled < count;)
            {
                int got = _stream.Read(buffer, start + filled, count - filled);
                if (got == 0)
                {
                    throw new ImageException(_image.Size + " bytes", (offset + filled) + " bytes", "Check the size in the job and the file on the server.");
                }

                filled += got;
            }

            _position = offset + count;
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
    }
}
