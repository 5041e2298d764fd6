using System;
using System.IO;
using System.Net;
using System.Threading;
using Esp32Bridge.Data;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// The body of one HTTP answer as a stream. HttpWebRequest is used because HttpClient's streams hold the whole body
    /// in memory.
    /// </summary>
    public sealed class HttpDownload : IDisposable
    {
        /// <summary>The <see cref="ContentLength"/> of a body whose length the server does not say.</summary>
        public const long UnknownLength = -1;

        private const int LongestEncoding = 32;
        private const int MostRedirections = 5;

        private const int HeaderTimeout = 15 * 1000;
        private const int ReadTimeout = 15 * 1000;

        // The timeout counts for each byte of a chunk's head anew, of which there can be a thousand.
        private const int LongestRead = 60 * 1000;
        private const int Never = Timeout.Infinite;

        private readonly Timer _limit;
        private HttpWebRequest _request;
        private HttpWebResponse _response;
        private string _notFollowed = string.Empty;
        private Stream _body;

        /// <summary>
        /// Asks the server and waits for the head of its answer. Up to five redirections are followed, also to other hosts; from https
        /// to http none is.
        /// </summary>
        /// <param name="url">The address, http or https.</param>
        /// <param name="from">The first byte to ask for (RFC 9110 14.2); 0 asks for all.</param>
        /// <param name="tag">
        /// An entity tag, or null: a part has to be one of that entity (RFC 9110 13.1.5), and all of it has to be another one,
        /// or status 304 answers (RFC 9110 13.1.2).
        /// </param>
        /// <param name="trust">Which https servers are believed.</param>
        /// <exception cref="Exception">The server cannot be reached, is not believed, or does not answer in time.</exception>
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
                throw place == null || place == url ? error : Behind(place, error);
            }
        }

        /// <summary>Says what to do when a server cannot be reached.</summary>
        /// <param name="url">The address.</param>
        /// <returns>The advice.</returns>
        public static string AdviceFor(string url)
        {
            return url.StartsWith("https:")
                ? "Check the network and the server and its certificate: name and dates and root; and the clock."
                : "Check the network and the server.";
        }

        /// <summary>Tells whether a status passes by itself (RFC 9110 15, RFC 6585 4, RFC 8470 5.2): the same request can succeed later.</summary>
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

        /// <summary>Reads how long a server wants to be left alone.</summary>
        /// <param name="response">Its answer.</param>
        /// <returns>The time in milliseconds, at most a day; 0 when it does not say it, or its status does not pass.</returns>
        internal static int RestOf(HttpWebResponse response)
        {
            return MayPass((int)response.StatusCode) ? Network.RetryAfter.Of(response.Headers["Retry-After"], response.Headers["Date"], DateTime.UtcNow) : 0;
        }

        /// <summary>
        /// Lets go of an answer. The library's Dispose leaves the finalizer to be run: until then all that belongs to the request,
        /// some 3 KB, outlives a garbage collection, and requests one after the other fill the heap.
        /// </summary>
        /// <param name="response">The answer.</param>
        internal static void Release(HttpWebResponse response)
        {
            response.Dispose();
            GC.SuppressFinalize(response);
        }

        /// <summary>Gets the status code, 200 for instance; that of a redirection (RFC 9110 15.4) only where it is not followed.</summary>
        public int StatusCode
        {
            get { return (int)_response.StatusCode; }
        }

        /// <summary>Gets the status code, and why a redirection is not followed, for errors.</summary>
        public string Status
        {
            get { return StatusCode + _notFollowed; }
        }

        /// <summary>Gets how long the server wants to be left alone, in milliseconds, at most a day; 0 when it does not say it, or its status does not pass.</summary>
        public int RetryAfter
        {
            get { return RestOf(_response); }
        }

        /// <summary>Gets the length of the body as the server says it, or <see cref="UnknownLength"/>.</summary>
        public long ContentLength
        {
            get { return _response.ContentLength; }
        }

        /// <summary>
        /// Gets how the body is encoded (RFC 9110 8.4), "gzip" for instance, or null: then it is as it is on the server. Of a long value,
        /// the beginning. That of an upload (aws-chunked), which some stores keep, does not count.
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

        /// <summary>Reads what is there, waiting for at least one byte.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many at most.</param>
        /// <returns>How many came; 0 at the end, or when the connection was dropped.</returns>
        /// <exception cref="Exception">The connection failed, or nothing came in time.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            _limit.Change(LongestRead, Never);
            int got = _body.Read(buffer, offset, count);
            _limit.Change(Never, Never);
            return got;
        }

        /// <summary>Closes the connection; without it, sockets leak.</summary>
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

        // Where the answer sends to, or null: it is the one that was asked for, or is not followed. What only one host may know
        // is put into each request anew.
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

        private static HttpException Behind(string place, Exception error)
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
