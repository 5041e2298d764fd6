using Esp32Bridge.Images;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Fetches images by HTTP, as streams.</summary>
    public sealed class HttpImageSource : IImageSource
    {
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;

        /// <summary>Creates the source.</summary>
        /// <param name="trust">Which https servers are trusted.</param>
        /// <param name="clock">The clock.</param>
        public HttpImageSource(HttpsTrust trust, IClock clock)
        {
            _trust = trust;
            _clock = clock;
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            return new HttpImageStream(image, _trust, _clock);
        }
    }
}
