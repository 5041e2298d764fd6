using Esp32Bridge.Network;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Ota
{
    /// <summary>Posts reports by HTTP.</summary>
    public sealed class HttpReportSink : IReportSink
    {
        // More than a post takes: what it took from a target that is being written could cost the job.
        private const uint LeastMemory = 12 * 1024;

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
        public bool HasRoom
        {
            get { return Heap.Run(false) >= LeastMemory; }
        }

        /// <inheritdoc/>
        /// <exception cref="HttpException">The server cannot be reached, or answers no success.</exception>
        public void Post(byte[] report)
        {
            new HttpPost(_url, _trust).Send(report);
        }
    }
}
