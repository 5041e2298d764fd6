using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Network
{
    /// <summary>Fetches the job manifest by HTTP.</summary>
    public sealed class HttpManifestSource : IManifestSource
    {
        private const int NotModified = 304;

        private readonly byte[] _buffer = new byte[JobManifest.MaximumSize + 1];
        private string _fetchedTag;
        private string _acceptedTag;

        /// <summary>Creates the source.</summary>
        /// <param name="url">The manifest's address.</param>
        public HttpManifestSource(string url)
        {
            Url = url;
        }

        /// <inheritdoc/>
        public string Url { get; }

        /// <inheritdoc/>
        public byte[] Fetch()
        {
            byte[] manifest = null;
            HttpDownload download = Open();
            TryFinally.Run(() => manifest = Read(download), download.Dispose);
            return manifest;
        }

        /// <inheritdoc/>
        public void Accept()
        {
            _acceptedTag = _fetchedTag;
        }

        private byte[] Read(HttpDownload download)
        {
            if (download.StatusCode == NotModified)
            {
                return null;
            }

            if (download.StatusCode != 200)
            {
                throw Failed("status 200", download.StatusCode.ToString(), null);
            }

            int length = 0;
            int got;
            while (length < _buffer.Length && (got = download.Read(_buffer, length, _buffer.Length - length)) > 0)
            {
                length += got;
            }

            if (length > JobManifest.MaximumSize)
            {
                throw Failed("at most " + JobManifest.MaximumSize + " bytes", "more", null);
            }

            if (download.ContentLength > length)
            {
                throw Failed(download.ContentLength + " bytes", length + " bytes", null);
            }

            byte[] manifest = new byte[length];
            Array.Copy(_buffer, 0, manifest, 0, length);
            _fetchedTag = download.Tag;
            return manifest;
        }

        private HttpDownload Open()
        {
            try
            {
                return new HttpDownload(Url, 0, _acceptedTag);
            }
            catch (Exception error)
            {
                throw Failed("a connection", HttpDownload.CauseOf(error), error);
            }
        }

        private JobException Failed(string expected, string got, Exception cause)
        {
            return new JobException("fetch " + Url, expected, got, "Check the manifest's address and the server and the network.", cause);
        }
    }
}
