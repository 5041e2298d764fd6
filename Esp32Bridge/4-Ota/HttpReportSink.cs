using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Network;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Ota
{
    /// <summary>Posts reports by HTTP.</summary>
    public sealed class HttpReportSink : IReportSink
    {
        // More than the 6 KB that a post takes. During a job 12 KB have to be left: a lack of memory while a target is being written could make the
        // job fail.
        private const uint LeastMemory = 12 * 1024;
        private const uint LeastMemoryBesideJob = 18 * 1024;

        private readonly string _url;
        private readonly HttpsTrust _trust;
        private readonly byte[] _key;

        /// <summary>Creates the sink.</summary>
        /// <param name="url">The address for the reports.</param>
        /// <param name="trust">Which https servers are trusted.</param>
        /// <param name="key">
        /// The report key of the device; its characters are the bytes of the key. The header X-Signature has the HMAC-SHA-256 (RFC 2104) of the
        /// report. Null: no signature.
        /// </param>
        public HttpReportSink(string url, HttpsTrust trust, string key)
        {
            _url = url;
            _trust = trust;
            _key = key == null ? null : Encoding.UTF8.GetBytes(key);
        }

        /// <inheritdoc/>
        public bool HasRoom(bool isBesideJob)
        {
            return Heap.Run(false) >= (isBesideJob ? LeastMemoryBesideJob : LeastMemory);
        }

        /// <inheritdoc/>
        /// <exception cref="HttpException">The server cannot be reached, or its status is not 2xx.</exception>
        public void Post(byte[] report)
        {
            new HttpUpload("POST", _url, "Check the report URL and the server.", _trust).Send(report, _key == null ? null : HexText.Of(HmacSha256.Compute(_key, report)));
        }
    }
}
