using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>The stream of a <see cref="MemoryImage"/>.</summary>
    public sealed class MemoryImageStream : IImageStream
    {
        private readonly byte[] _content;
        private int _position;

        /// <summary>Creates the stream.</summary>
        /// <param name="content">The image.</param>
        public MemoryImageStream(byte[] content)
        {
            _content = content;
        }

        /// <inheritdoc/>
        public bool IsContinued
        {
            get { return false; }
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
            // There is nothing to release.
        }
    }
}
