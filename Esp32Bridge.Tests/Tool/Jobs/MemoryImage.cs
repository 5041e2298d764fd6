using Esp32Bridge.Images;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>An image in memory. Reading it allocates nothing.</summary>
    public sealed class MemoryImage : IImageSource
    {
        private readonly byte[] _content;

        /// <summary>Creates the source.</summary>
        /// <param name="content">The image.</param>
        public MemoryImage(byte[] content)
        {
            _content = content;
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            return new MemoryImageStream(_content);
        }
    }
}
