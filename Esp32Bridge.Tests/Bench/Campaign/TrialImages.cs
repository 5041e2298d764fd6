using System.Collections.Generic;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A server with an image for each target. No two of them have the same address, so that each target is alone with its own.</summary>
    public sealed class TrialImages : IImageSource
    {
        private readonly Dictionary<string, FakeImages> _servers = new Dictionary<string, FakeImages>();

        /// <summary>Gets how many streams were not closed.</summary>
        public int OpenStreams
        {
            get
            {
                int open = 0;
                foreach (FakeImages server in _servers.Values)
                {
                    open += server.OpenStreams;
                }

                return open;
            }
        }

        /// <summary>Puts an image there.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="content">Its bytes.</param>
        public void Put(string url, byte[] content)
        {
            _servers[url] = new FakeImages(content);
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            return _servers[image.Url].Open(image);
        }
    }
}
