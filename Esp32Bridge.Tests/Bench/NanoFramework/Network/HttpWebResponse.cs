using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;

namespace System.Net
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    internal sealed class HttpWebResponse : WebResponse
    {
        private readonly HttpResponseMessage _response;
        private readonly int _readTimeout;

        /// <summary>Creates an answer.</summary>
        /// <param name="response">Its head, and its body to come.</param>
        /// <param name="readTimeout">The time to wait for bytes of the body, in milliseconds.</param>
        internal HttpWebResponse(HttpResponseMessage response, int readTimeout)
        {
            _response = response;
            _readTimeout = readTimeout;
        }

        /// <summary>Gets the status.</summary>
        public HttpStatusCode StatusCode
        {
            get { return _response.StatusCode; }
        }

        /// <inheritdoc/>
        public override long ContentLength
        {
            get { return _response.Content.Headers.ContentLength ?? -1; }
        }

        /// <summary>Gets the fields of the head.</summary>
        public WebHeaderCollection Headers
        {
            get
            {
                WebHeaderCollection headers = new WebHeaderCollection();
                foreach (KeyValuePair<string, IEnumerable<string>> field in _response.Headers.Concat(_response.Content.Headers))
                {
                    headers.Add(field.Key, string.Join(", ", field.Value));
                }

                return headers;
            }
        }

        /// <inheritdoc/>
        public override Stream GetResponseStream()
        {
            return new BodyStream(_response.Content.ReadAsStream(), _readTimeout);
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _response.Dispose();
        }
    }
}
