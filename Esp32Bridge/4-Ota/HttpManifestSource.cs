using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Fetches the job manifest by HTTP, and the signature that lies beside it: job.json and job.json.sig.</summary>
    public sealed class HttpManifestSource : IManifestSource
    {
        /// <summary>The time for both files together, in milliseconds.</summary>
        public const int TimeLimit = 60 * 1000;

        private const int FirstNonAscii = 0x80;

        private readonly string _url;
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;
        private string _fetchedTag;
        private string _acceptedTag;

        /// <summary>Creates the source.</summary>
        /// <param name="url">The manifest's address.</param>
        /// <param name="trust">Which https servers are believed.</param>
        /// <param name="clock">The clock.</param>
        public HttpManifestSource(string url, HttpsTrust trust, IClock clock)
        {
            _url = url;
            _trust = trust;
            _clock = clock;
        }

        /// <inheritdoc/>
        public SignedManifest Fetch()
        {
            long end = _clock.Milliseconds + TimeLimit;
            HttpFile file = new HttpFile(_url, JobManifest.MaximumSize, "Check the manifest's address and the server.", _trust, _clock);
            byte[] manifest = file.Fetch(_acceptedTag, end);
            if (manifest == null)
            {
                return null;
            }

            _fetchedTag = file.Tag;
            return new SignedManifest(manifest, FetchSignature(end));
        }

        /// <inheritdoc/>
        public void Accept()
        {
            _acceptedTag = _fetchedTag;
        }

        private string FetchSignature(long end)
        {
            HttpFile file = new HttpFile(
                UrlText.Beside(_url, ".sig"),
                SignedManifest.MaximumSignatureSize,
                "Sign the job: openssl dgst -sha256 -hmac KEY job.json > job.json.sig",
                _trust,
                _clock);
            byte[] signature = file.Fetch(null, end);
            for (int i = 0; i < signature.Length; i++)
            {
                if (signature[i] >= FirstNonAscii)
                {
                    throw file.Wrong("ASCII characters", "0x" + signature[i].ToString("X2"));
                }
            }

            return Encoding.UTF8.GetString(signature, 0, signature.Length);
        }
    }
}
