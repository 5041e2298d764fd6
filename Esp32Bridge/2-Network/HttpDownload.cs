using System;
using System.IO;
using System.Net;
using System.Threading;
using Esp32Bridge.Data;

namespace Esp32Bridge.Network
{
    /// <summary>The body of an HTTP response as a stream. It uses HttpWebRequest because HttpClient's streams hold the whole body in memory.</summary>
    public sealed class HttpDownload : IDisposable
    {
        /// <summary>The <see cref="ContentLength"/> of a body whose length the server does not send.</summary>
        public const long UnknownLength = -1;

        private const int LongestEncoding = 32;
        private const int MostRedirections = 5;

        private const int HeaderTimeout = 15 * 1000;
        private const int ReadTimeout = 15 * 1000;

        // ReadWriteTimeout starts again for each byte of a chunk's header, which can have a thousand bytes.
        private const int LongestRead = 60 * 1000;
        private const int Never = Timeout.Infinite;

        private readonly Timer _limit;
        private HttpWebRequest _request;
        private HttpWebResponse _response;
        private string _notFollowed = string.Empty;
        private Stream _body;

        /// <summary>
        /// Sends the request and waits for the head of the response. Follows up to five redirections, also to other hosts, but none from https to
        /// http.
        /// </summary>
        /// <param name="url">The address, http or https.</param>
        /// <param name="from">The first byte to ask for (RFC 9110 14.2); 0 asks for the whole body.</param>
        /// <param name="tag">
        /// An entity tag, or null. A part is only sent if it belongs to that entity (RFC 9110 13.1.5). The whole is only sent if its tag differs;
        /// otherwise the status is 304 (RFC 9110 13.1.2).
        /// </param>
        /// <param name="trust">Which https servers are trusted.</param>
        /// <exception cref="Exception">The server cannot be reached, is not trusted, or does not answer in time.</exception>
        public HttpDownload(string url, int from, string tag, HttpsTrust trust)
        {
            _limit = new Timer(Abort, null, Never, Never);
            string place = url;
            try
            {
                for (int redirections = 0; place != null; redirections++)
                {
                    Release();
                    Ask(place, from, tag, trust);
                    place = NextPlace(place, redirections);
                }

                _body = _response.GetResponseStream();
            }
            catch (Exception error)
            {
                Dispose();
                throw place == null || place == url ? error : AfterRedirection(place, error);
            }
        }

        /// <summary>Returns the advice for a server that cannot be reached.</summary>
        /// <param name="url">The address.</param>
        /// <returns>The advice.</returns>
        public static string AdviceFor(string url)
        {
            return url.StartsWith("https:")
                ? "Check the network and the server. Check its certificate: name and dates and root. Check the clock."
                : "Check the network and the server.";
        }

        /// <summary>Tells whether a status is temporary (RFC 9110 15, RFC 6585 4, RFC 8470 5.2): the same request can succeed later.</summary>
        /// <param name="status">The status.</param>
        /// <returns>True for 408, 425, 429 and 5xx.</returns>
        public static bool MayPass(int status)
        {
            const int RequestTimeout = 408;
            const int TooEarly = 425;
            const int TooManyRequests = 429;
            const int FirstOfServer = 500;
            return status == RequestTimeout || status == TooEarly || status == TooManyRequests || status >= FirstOfServer;
        }

        /// <summary>Reads how long to wait before the next request (Retry-After).</summary>
        /// <param name="response">The server's response.</param>
        /// <returns>The time in milliseconds, at most a day; 0 if the server names none or its status is not temporary.</returns>
        internal static int RestOf(HttpWebResponse response)
        {
            return MayPass((int)response.StatusCode) ? Network.RetryAfter.Of(response.Headers["Retry-After"], response.Headers["Date"], DateTime.UtcNow) : 0;
        }

        /// <summary>
        /// Releases a response. The library's Dispose does not suppress the finalizer. Until that has run, all objects of the request (some 3 KB)
        /// outlive a garbage collection, so successive requests fill the heap.
        /// </summary>
        /// <param name="response">The response.</param>
        internal static void Release(HttpWebResponse response)
        {
            response.Dispose();
            GC.SuppressFinalize(response);
        }

        /// <summary>Gets the status code, for example 200; that of a redirection (RFC 9110 15.4) only if it is not followed.</summary>
        public int StatusCode
        {
            get { return (int)_response.StatusCode; }
        }

        /// <summary>Gets the status code for errors. If a redirection is not followed, the reason is appended.</summary>
        public string Status
        {
            get { return StatusCode + _notFollowed; }
        }

        /// <summary>
        /// Gets how long to wait before the next request, in milliseconds, at most a day; 0 if the server names no time or its status is not
        /// temporary.
        /// </summary>
        public int RetryAfter
        {
            get { return RestOf(_response); }
        }

        /// <summary>Gets the length of the body according to the server, or <see cref="UnknownLength"/>.</summary>
        public long ContentLength
        {
            get { return _response.ContentLength; }
        }

        /// <summary>
        /// Gets how the body is encoded (RFC 9110 8.4), for example "gzip"; null if it is not. A long value is truncated. Some stores keep the
        /// encoding of an upload (aws-chunked), which is ignored.
        /// </summary>
        public string Encoding
        {
            get
            {
                string value = _response.Headers["Content-Encoding"];
                string[] encodings = value == null ? new string[0] : value.ToLower().Split(',');
                bool isNone = true;
                for (int i = 0; i < encodings.Length; i++)
                {
                    string encoding = encodings[i].Trim();
                    isNone = isNone && (encoding.Length == 0 || encoding == "identity" || encoding == "aws-chunked");
                }

                return isNone ? null : value.Length > LongestEncoding ? value.Substring(0, LongestEncoding) : value;
            }
        }

        /// <summary>Gets the entity tag of the body, or null.</summary>
        public string Tag
        {
            get { return _response.Headers["ETag"]; }
        }

        /// <summary>Gets which part of the whole the body is, "bytes 100-199/200", or null.</summary>
        public string Range
        {
            get { return _response.Headers["Content-Range"]; }
        }

        /// <summary>Reads the bytes that are available. Waits for at least one byte.</summary>
        /// <param name="buffer">The buffer for the bytes.</param>
        /// <param name="offset">The index of the first byte in <paramref name="buffer"/>.</param>
        /// <param name="count">The most bytes to read.</param>
        /// <returns>The number of bytes; 0 at the end, or if the connection was closed.</returns>
        /// <exception cref="Exception">The connection failed, or nothing came in time.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            _limit.Change(LongestRead, Never);
            int got = _body.Read(buffer, offset, count);
            _limit.Change(Never, Never);
            return got;
        }

        /// <summary>Closes the connection. Without it sockets leak.</summary>
        public void Dispose()
        {
            _limit.Dispose();
            if (_body != null)
            {
                _body.Dispose();
                _body = null;
            }

            Release();
        }

        private void Ask(string url, int from, string tag, HttpsTrust trust)
        {
            _request = (HttpWebRequest)WebRequest.Create(url);
            trust.Require(_request, url);
            if (from > 0)
            {
                _request.AddRange(from);
            }

            if (tag != null)
            {
                _request.Headers.Add(from > 0 ? "If-Range" : "If-None-Match", tag);
            }

            _request.Timeout = HeaderTimeout;
            _request.ReadWriteTimeout = ReadTimeout;
            _request.KeepAlive = false;
            _response = (HttpWebResponse)_request.GetResponse();
        }

        // Returns the target of the redirection. Null: the response is not a redirection, or the redirection is not followed. Headers that only one
        // host may see are decided again for each request.
        private string NextPlace(string url, int redirections)
        {
            int status = StatusCode;
            if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
            {
                return null;
            }

            string location = _response.Headers["Location"];
            if (string.IsNullOrEmpty(location))
            {
                _notFollowed = " without an address";
                return null;
            }

            string flaw = UrlText.FlawOf(location);
            if (flaw != null)
            {
                _notFollowed = " to an address with " + flaw;
                return null;
            }

            string place = UrlText.Resolve(url, location);
            bool isSecure = place.StartsWith("https://");
            if (redirections == MostRedirections)
            {
                _notFollowed = " for the " + (MostRedirections + 1) + "th time";
            }
            else if (!UrlText.IsOfWeb(place))
            {
                _notFollowed = " to an address that is neither http nor https";
            }
            else if (!isSecure && url.StartsWith("https:"))
            {
                _notFollowed = " from https to http";
            }

            return _notFollowed.Length == 0 ? place : null;
        }

        private static HttpException AfterRedirection(string place, Exception error)
        {
            return new HttpException("follow a redirection", "a connection", NetworkError.TextOf(error) + " after a redirection to " + UrlText.Shown(place), AdviceFor(place), error);
        }

        private void Release()
        {
            if (_response != null)
            {
                Release(_response);
                _response = null;
            }

            if (_request != null)
            {
                _request.Dispose();
                _request = null;
            }
        }

        // Closes the connection under a reading, which fails then.
        private void Abort(object state)
        {
            Stream body = _body;
            if (body != null)
            {
                body.Dispose();
            }
        }
    }
}
