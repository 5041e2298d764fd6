using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A server with an image for each target. No two of them have the same address, so that each target is alone with its own.</summary>
    public sealed class TrialImages : IImageSource
    {
        private readonly Dictionary<string, FakeImages> _servers = new Dictionary<string, FakeImages>();
        private readonly Dictionary<string, (FakeImages Server, int Download)> _foreign = new Dictionary<string, (FakeImages Server, int Download)>();
        private int _foreignDownloads;

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

                foreach ((FakeImages server, _) in _foreign.Values)
                {
                    open += server.OpenStreams;
                }

                return open;
            }
        }

        /// <summary>Gets how many downloads brought another image.</summary>
        public int ForeignDownloads
        {
            get { return _foreignDownloads; }
        }

        /// <summary>Puts an image there.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="content">Its bytes.</param>
        public void Put(string url, byte[] content)
        {
            _servers[url] = new FakeImages(content);
        }

        /// <summary>Has one download bring another image.</summary>
        /// <param name="url">The image's address.</param>
        /// <param name="download">Which download, counted from 1.</param>
        /// <param name="content">What it brings.</param>
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
