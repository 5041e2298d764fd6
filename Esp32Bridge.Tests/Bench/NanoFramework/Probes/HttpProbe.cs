using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Gives tests access to HttpWebRequest, which is not visible to them.</summary>
    public sealed class HttpProbe
    {
        /// <summary>Gets or sets the method, null for the default.</summary>
        public string Method { get; set; }

        /// <summary>Gets or sets the body to send, null for none.</summary>
        public byte[] Body { get; set; }

        /// <summary>Gets or sets the type of the body.</summary>
        public string ContentType { get; set; }

        /// <summary>Gets or sets the length of the body, -1 to send none.</summary>
        public long ContentLength { get; set; } = -1;

        /// <summary>Gets or sets whether the body's stream is closed before the wait for the answer.</summary>
        public bool ClosesBody { get; set; }

        /// <summary>Gets or sets the header timeout in milliseconds, 0 for the default.</summary>
        public int Timeout { get; set; }

        /// <summary>Gets or sets the timeout of the body in milliseconds, 0 for the default.</summary>
        public int ReadTimeout { get; set; }

        /// <summary>Gets or sets a field to add, or null.</summary>
        public string Field { get; set; }

        /// <summary>Gets or sets whether to verify the certificate; 0 is the default.</summary>
        public SslVerification Verification { get; set; }

        /// <summary>Gets or sets the versions of TLS.</summary>
        public SslProtocols Protocols { get; set; }

        /// <summary>Gets or sets a root certificate as PEM text, or null.</summary>
        public string RootPem { get; set; }

        /// <summary>Gets or sets a root certificate as bytes, or null.</summary>
        public byte[] RootBytes { get; set; }

        /// <summary>Sends the request and reads the answer.</summary>
        /// <param name="url">The address.</param>
        /// <returns>The status and the body, "200 text".</returns>
        public string Run(string url)
        {
            using HttpWebRequest request = (HttpWebRequest)WebRequest.Create(url);
            request.KeepAlive = false;
            request.SslVerification = Verification;
            request.SslProtocols = Protocols;
            request.HttpsAuthentCert = RootPem != null ? new X509Certificate(RootPem) : RootBytes != null ? new X509Certificate(RootBytes) : null;
            request.Method = Method ?? request.Method;
            request.ContentType = ContentType;
            request.Timeout = Timeout > 0 ? Timeout : request.Timeout;
            request.ReadWriteTimeout = ReadTimeout > 0 ? ReadTimeout : request.ReadWriteTimeout;
            if (ContentLength >= 0)
            {
                request.ContentLength = ContentLength;
            }

            if (Field != null)
            {
                request.Headers.Add(Field, "1");
            }

            Stream stream = null;
            if (Body != null)
            {
                stream = request.GetRequestStream();
                stream.Write(Body, 0, Body.Length);
                if (ClosesBody)
                {
                    stream.Dispose();
                }
            }

            using HttpWebResponse response = (HttpWebResponse)request.GetResponse();
            string answer = (int)response.StatusCode + " " + ReadAll(response.GetResponseStream());
            GC.KeepAlive(stream);
            return answer;
        }

        private static string ReadAll(Stream body)
        {
            byte[] buffer = new byte[300];
            StringBuilder text = new StringBuilder();
            int got;
            while ((got = body.Read(buffer, 0, buffer.Length)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, got));
            }

            return text.ToString();
        }
    }
}
