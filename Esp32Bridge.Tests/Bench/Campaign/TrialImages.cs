using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A server with an image for each target. No two images have the same address, so the targets do not share one.</summary>
    public sealed class TrialImages : IImageSource
    {
        private readonly Dictionary<string, FakeImages> _servers = new Dictionary<string, FakeImages>();
        private readonly Dictionary<string, (FakeImages Server, int Download)> _foreign = new Dictionary<string, (FakeImages Server, int Download)>();
        private int _foreignDownloads;

        /// <summary>Gets the number of streams that were not closed.</summary>
        public int OpenStreams
        {
            get
            {
                int open = 0;
                foreach (FakeImages server in _servers.Values)
                {
                    open += server.OpenStreams;
                }

                foreach ((FakeImages server, _) in _foreign.Values)
                {
                    open += server.OpenStreams;
                }

                return open;
            }
        }

        /// <summary>Gets the number of downloads that delivered another image.</summary>
        public int ForeignDownloads
        {
            get { return _foreignDownloads; }
        }

        /// <summary>Adds an image.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="content">Its bytes.</param>
        public void Put(string url, byte[] content)
        {
            _servers[url] = new FakeImages(content);
        }

        /// <summary>Makes one download deliver another image.</summary>
        /// <param name="url">The image's address.</param>
        /// <param name="download">The number of the download, from 1.</param>
        /// <param name="content">The other image.</param>
        public void PutForeign(string url, int download, byte[] content)
        {
            _foreign[url] = (new FakeImages(content), download);
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            FakeImages server = _servers[image.Url];
            if (_foreign.TryGetValue(image.Url, out (FakeImages Server, int Download) foreign) && foreign.Server.OpenCount == 0 && server.OpenCount + 1 == foreign.Download)
            {
                Interlocked.Increment(ref _foreignDownloads);
                return foreign.Server.Open(image);
            }

            return server.Open(image);
        }
    }
}
