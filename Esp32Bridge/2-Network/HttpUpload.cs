using System;
using System.IO;
using System.Net;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>Sends a JSON text to a server.</summary>
    public sealed class HttpUpload
    {
        private const int Timeout = 15 * 1000;
        private const int FirstSuccess = 200;
        private const int LastSuccess = 299;

        private readonly string _method;
        private readonly string _url;
        private readonly string _advice;
        private readonly HttpsTrust _trust;

        /// <summary>Creates the upload; nothing is sent.</summary>
        /// <param name="method">The method of the request: "POST" or "PUT".</param>
        /// <param name="url">Its address.</param>
        /// <param name="advice">The advice if the server does not accept a text.</param>
        /// <param name="trust">Which https servers are trusted.</param>
        public HttpUpload(string method, string url, string advice, HttpsTrust trust)
        {
            _method = method;
            _url = url;
            _advice = advice;
            _trust = trust;
        }

        /// <summary>Gets the last status of the server; 0 if it did not answer.</summary>
        public int StatusCode { get; private set; }

        /// <summary>Sends the text.</summary>
        /// <param name="json">The bytes of the text.</param>
        /// <param name="signature">The value of the header X-Signature, or null for no header.</param>
        /// <exception cref="HttpException">The server cannot be reached, or its status is not 2xx.</exception>
        public void Send(byte[] json, string signature)
        {
            int rest = 0;
            Exception failure = null;
            HttpWebRequest request = null;
            Stream body = null;
            try
            {
                request = Create(json.Length, signature);

                // The stream owns the connection. Without a reference the garbage collector would close it before the response.
                body = request.GetRequestStream();
                body.Write(json, 0, json.Length);
                HttpWebResponse response = (HttpWebResponse)request.GetResponse();
                StatusCode = (int)response.StatusCode;
                rest = HttpDownload.RestOf(response);
                HttpDownload.Release(response);
            }
            catch (Exception error)
            {
                failure = error;
            }

            failure = TryFinally.Close(body, failure);
            failure = TryFinally.Close(request, failure);
            if (failure != null)
            {
                throw new HttpException(Step(), "a connection", NetworkError.TextOf(failure), HttpDownload.AdviceFor(_url), failure);
            }

            if (StatusCode < FirstSuccess || StatusCode > LastSuccess)
            {
                throw new HttpException(Step(), "a status of 2xx", StatusCode.ToString(), _advice) { RetryAfter = rest };
            }
        }

        private string Step()
        {
            return _method.ToLower() + " to " + UrlText.Shown(_url);
        }

        private HttpWebRequest Create(int length, string signature)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(_url);
            try
            {
                _trust.Require(request, _url);
                request.Method = _method;
                request.ContentType = "application/json";
                request.ContentLength = length;
                request.Timeout = Timeout;
                request.ReadWriteTimeout = Timeout;
                request.KeepAlive = false;
                if (signature != null)
                {
                    request.Headers.Add("X-Signature", signature);
                }

                return request;
            }
            catch (Exception error)
            {
                request.Dispose();
                throw error;
            }
        }
    }
}
