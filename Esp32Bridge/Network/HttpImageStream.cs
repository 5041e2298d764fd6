using System;
using Esp32Bridge.Images;

namespace Esp32Bridge.Network
{
    /// <summary>An image as the body of an HTTP answer.</summary>
    public sealed class HttpImageStream : IImageStream
    {
        private readonly string _url;
        private readonly HttpDownload _download;

        /// <summary>Creates the stream.</summary>
        /// <param name="url">The image's address, for errors.</param>
        /// <param name="download">The answer; disposed with the stream.</param>
        public HttpImageStream(string url, HttpDownload download)
        {
            _url = url;
            _download = download;
        }

        /// <summary>Says that the connection failed.</summary>
        /// <param name="url">The image's address.</param>
        /// <param name="error">What the network stack threw.</param>
        /// <returns>The error to throw.</returns>
        public static ImageException Failed(string url, Exception error)
        {
            return new ImageException("a connection to " + url, HttpDownload.CauseOf(error), "Check the network and the server.", error);
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            try
            {
                return _download.Read(buffer, offset, count);
            }
            catch (Exception error)
            {
                throw Failed(_url, error);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _download.Dispose();
        }
    }
}
