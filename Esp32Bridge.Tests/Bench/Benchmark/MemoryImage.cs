using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>An image that takes no memory of its own when it is read; one reader at a time.</summary>
    public sealed class MemoryImage : IImageSource, IImageStream
    {
        private readonly byte[] _content;
        private int _position;

        /// <summary>Creates the source.</summary>
        /// <param name="content">The image.</param>
        public MemoryImage(byte[] content)
        {
            _content = content;
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            _position = 0;
            return this;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(count, _content.Length - _position);
            Array.Copy(_content, _position, buffer, offset, read);
            _position += read;
            return read;
        }

        /// <inheritdoc/>
        public void Seek(int position)
        {
            _position = position;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // There is nothing to let go of.
        }
    }
}
