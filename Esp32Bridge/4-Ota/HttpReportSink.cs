using System;
using System.IO;
using System.Net;
using Esp32Bridge.Errors;
using Esp32Bridge.Network;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Ota
{
    /// <summary>Posts reports by HTTP.</summary>
    public sealed class HttpReportSink : IReportSink
    {
        // More than a post takes: what it took from a target that is being written could cost the job.
        private const uint LeastMemory = 12 * 1024;

        private const int Timeout = 15 * 1000;
        private const int FirstSuccess = 200;
        private const int LastSuccess = 299;

        private readonly string _url;
        private readonly HttpsTrust _trust;

        /// <summary>Creates the sink.</summary>
        /// <param name="url">Where reports are posted.</param>
        /// <param name="trust">Which https servers are believed.</param>
        public HttpReportSink(string url, HttpsTrust trust)
        {
            _url = url;
            _trust = trust;
        }

        /// <inheritdoc/>
        /// <exception cref="HttpException">The server cannot be reached, or answers no success; or a job needs the memory.</exception>
        public void Post(byte[] report)
        {
            uint free = Heap.Run(false);
            if (free < LeastMemory)
            {
                throw new HttpException("post to " + _url, LeastMemory + " bytes of memory", free.ToString(), "The job comes first.");
            }

            int status = 0;
            try
            {
                HttpWebRequest request = (HttpWebRequest)WebRequest.Create(_url);
                TryFinally.Run(() => status = Send(request, report), request.Dispose);
            }
            catch (Exception error)
            {
                throw new HttpException("post to " + _url, "a connection", HttpDownload.CauseOf(error), HttpDownload.AdviceFor(_url), error);
            }

            if (status < FirstSuccess || status > LastSuccess)
            {
                throw new HttpException("post to " + _url, "a status of 2xx", status.ToString(), "Check the report URL and the server.");
            }
        }

        private int Send(HttpWebRequest request, byte[] report)
        {
            _trust.Require(request);
            request.Method = "POST";
            request.ContentType = "application/json";
            request.ContentLength = report.Length;
            request.Timeout = Timeout;
            request.ReadWriteTimeout = Timeout;
            request.KeepAlive = false;

            // With this stream goes the connection, also when nobody holds it and the garbage collector comes before the answer.
            int status = 0;
            Stream body = request.GetRequestStream();
            TryFinally.Run(() => status = Exchange(request, body, report), body.Dispose);
            return status;
        }

        private static int Exchange(HttpWebRequest request, Stream body, byte[] report)
        {
            body.Write(report, 0, report.Length);
            HttpWebResponse response = (HttpWebResponse)request.GetResponse();
            int status = (int)response.StatusCode;
            HttpDownload.Release(response);
            return status;
        }
    }
}
