using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>A small file on a server. It is fetched completely and within a time limit, or not at all.</summary>
    public sealed class HttpFile
    {
        private const int Complete = 200;
        private const int NotModified = 304;

        private readonly string _url;
        private readonly int _maximum;
        private readonly string _advice;
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;

        /// <summary>Creates the file; nothing is fetched.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="maximum">The largest length in bytes.</param>
        /// <param name="advice">The advice if the server does not send a correct file.</param>
        /// <param name="trust">Which https servers are trusted.</param>
        /// <param name="clock">The clock.</param>
        public HttpFile(string url, int maximum, string advice, HttpsTrust trust, IClock clock)
        {
            _maximum = maximum;
            _advice = advice;
            _trust = trust;
            _clock = clock;
            _url = url;
        }

        /// <summary>Gets the entity tag of the last fetched file, or null.</summary>
        public string Tag { get; private set; }

        /// <summary>Gets the last status of the server; 0 if it did not answer.</summary>
        public int StatusCode { get; private set; }

        /// <summary>Fetches the file.</summary>
        /// <param name="knownTag">The entity tag of the known file, which need not be sent again (RFC 9110 13.1.2), or null.</param>
        /// <param name="end">The deadline, as <see cref="IClock.Milliseconds"/>. A read in progress may take one timeout longer.</param>
        /// <returns>The bytes of the file; null if it still has the tag.</returns>
        /// <exception cref="HttpException">The file cannot be fetched, is too long, or comes too slowly.</exception>
        public byte[] Fetch(string knownTag, long end)
        {
            byte[] content = null;
            Exception failure = null;
            HttpDownload download = Open(knownTag);
            try
            {
                content = Read(download, knownTag != null, end);
            }
            catch (Exception error)
            {
                failure = error;
            }

            failure = TryFinally.Close(download, failure);
            return failure == null ? content : throw failure;
        }

        /// <summary>Creates the error for a file that is not as expected.</summary>
        /// <param name="expected">The expected value.</param>
        /// <param name="got">The actual value.</param>
        /// <returns>The error.</returns>
        public HttpException Wrong(string expected, string got)
        {
            return new HttpException("fetch " + UrlText.Shown(_url), expected, got, _advice);
        }

        private HttpDownload Open(string knownTag)
        {
            try
            {
                return new HttpDownload(_url, 0, knownTag, _trust);
            }
            catch (Exception error)
            {
                throw new HttpException("fetch " + UrlText.Shown(_url), "a connection", NetworkError.TextOf(error), HttpDownload.AdviceFor(_url), error);
            }
        }

        private byte[] Read(HttpDownload download, bool isKnown, long end)
        {
            StatusCode = download.StatusCode;
            if (isKnown && download.StatusCode == NotModified)
            {
                return null;
            }

            if (download.StatusCode != Complete)
            {
                HttpException error = Wrong("status 200", download.Status);
                error.RetryAfter = download.RetryAfter;
                throw error;
            }

            if (download.Encoding != null)
            {
                throw Wrong("no Content-Encoding", download.Encoding);
            }

            byte[] content = ReadBody(download, end);
            Tag = download.Tag;
            return content;
        }

        // Memory is short and most manifests are small, so no buffer of the maximum length is kept.
        private byte[] ReadBody(HttpDownload download, long end)
        {
            long announced = download.ContentLength;
            if (announced > _maximum)
            {
                throw TooLong();
            }

            // If the length is not known, one byte more shows that the file is too long.
            byte[] buffer = new byte[announced < 0 ? _maximum + 1 : (int)announced];
            int length = ReadInto(buffer, download, end);
            if (length > _maximum)
            {
                throw TooLong();
            }

            if (announced == length)
            {
                return buffer;
            }

            if (announced != HttpDownload.UnknownLength)
            {
                throw Wrong(announced + " bytes", length + " bytes");
            }

            byte[] content = new byte[length];
            Array.Copy(buffer, 0, content, 0, length);
            return content;
        }

        private int ReadInto(byte[] buffer, HttpDownload download, long end)
        {
            int length = 0;
            int got = 1;
            while (got > 0 && length < buffer.Length)
            {
                if (_clock.Milliseconds > end)
                {
                    throw Wrong("all of it in time", "only " + length + " bytes");
                }

                got = TryRead(buffer, download, length);
                length += got;
            }

            return length;
        }

        private HttpException TooLong()
        {
            return Wrong("at most " + _maximum + " bytes", "more");
        }

        private int TryRead(byte[] buffer, HttpDownload download, int length)
        {
            try
            {
                return download.Read(buffer, length, buffer.Length - length);
            }
            catch (Exception error)
            {
                throw new HttpException("fetch " + UrlText.Shown(_url), "all of it", length + " bytes and " + NetworkError.TextOf(error), HttpDownload.AdviceFor(_url), error);
            }
        }
    }
}
