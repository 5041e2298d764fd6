using System;
using System.IO;
using System.Net;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Network
{
    /// <summary>Posts a JSON text to a server.</summary>
    public sealed class HttpPost
    {
        private const int Timeout = 15 * 1000;
        private const int FirstSuccess = 200;
        private const int LastSuccess = 299;

        private readonly string _url;
        private readonly HttpsTrust _trust;

        /// <summary>Names a server.</summary>
        /// <param name="url">Where texts are posted.</param>
        /// <param name="trust">Which https servers are believed.</param>
        public HttpPost(string url, HttpsTrust trust)
        {
            _url = url;
            _trust = trust;
        }

        /// <summary>Posts.</summary>
        /// <param name="json">The bytes of the text.</param>
        /// <param name="signature">The value of the header X-Signature, or null for none.</param>
        /// <exception cref="HttpException">The server cannot be reached, or answers no success.</exception>
        public void Send(byte[] json, string signature)
        {
            int status = 0;
            int rest = 0;
            Exception failure = null;
            HttpWebRequest request = null;
            Stream body = null;
            try
            {
                request = Create(json.Length, signature);

                // With this stream goes the connection, also when nobody holds it and the garbage collector comes before the answer.
                body = request.GetRequestStream();
                body.Write(json, 0, json.Length);
                HttpWebResponse response = (HttpWebResponse)request.GetResponse();
                status = (int)response.StatusCode;
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
                throw new HttpException("post to " + UrlText.Shown(_url), "a connection", HttpDownload.CauseOf(failure), HttpDownload.AdviceFor(_url), failure);
            }

            if (status < FirstSuccess || status > LastSuccess)
            {
                throw new HttpException("post to " + UrlText.Shown(_url), "a status of 2xx", status.ToString(), "Check the report URL and the server.") { RetryAfter = rest };
            }
        }

        private HttpWebRequest Create(int length, string signature)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(_url);
            try
            {
                _trust.Require(request);
                request.Method = "POST";
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
