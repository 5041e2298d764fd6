using Esp32Bridge.Images;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>Fetches images by HTTP, as streams.</summary>
    public sealed class HttpImageSource : IImageSource
    {
        private readonly IClock _clock;

        /// <summary>Creates the source.</summary>
        /// <param name="clock">The clock.</param>
        public HttpImageSource(IClock clock)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            return new HttpImageStream(image, _clock);
        }
    }
}
