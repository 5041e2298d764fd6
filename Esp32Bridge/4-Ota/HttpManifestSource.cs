using System;
using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Ota
{
    /// <summary>Fetches the job manifest and its signature by HTTP: job.json and job.json.sig.</summary>
    public sealed class HttpManifestSource : IManifestSource
    {
        /// <summary>The extension of the signature file, after the name of the manifest.</summary>
        public const string SignatureExtension = ".sig";

        /// <summary>The time limit for both files together, in milliseconds.</summary>
        public const int TimeLimit = 60 * 1000;

        private const int FirstNonAscii = 0x80;
        private const int LooksWithTag = 10;
        private const int FirstOfClient = 400;

        private readonly string _url;
        private readonly HttpsTrust _trust;
        private readonly IClock _clock;
        private string _fetchedTag;
        private string _acceptedTag;
        private byte[] _fetchedHash;
        private byte[] _acceptedHash;
        private int _looks;

        /// <summary>Creates the source.</summary>
        /// <param name="url">The manifest's address.</param>
        /// <param name="trust">Which https servers are trusted.</param>
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

            // A tag is not authenticated: a server or an intermediary could send any. So the file is sometimes fetched without one.
            _looks = (_looks + 1) % LooksWithTag;
            string tag = _looks == 0 ? null : _acceptedTag;
            byte[] manifest = FetchManifest(file, tag, end);
            if (manifest == null)
            {
                return null;
            }

            _fetchedTag = EntityTag.Harmless(file.Tag);
            string signature = FetchSignature(end);
            _fetchedHash = HashOf(manifest, signature);
            if (_acceptedHash != null && Sha256.AreEqual(_fetchedHash, _acceptedHash, 0))
            {
                Accept();
                return null;
            }

            return new SignedManifest(manifest, signature);
        }

        /// <inheritdoc/>
        public void Accept()
        {
            _acceptedTag = _fetchedTag;
            _acceptedHash = _fetchedHash;
        }

        // Does not use the tag if the server fails with it.
        private byte[] FetchManifest(HttpFile file, string tag, long end)
        {
            try
            {
                return file.Fetch(tag, end);
            }
            catch (Exception error)
            {
                _acceptedTag = file.StatusCode >= FirstOfClient && !HttpDownload.MayPass(file.StatusCode) ? null : _acceptedTag;
                throw error;
            }
        }

        private static byte[] HashOf(byte[] manifest, string signature)
        {
            byte[] text = Encoding.UTF8.GetBytes(signature);
            Sha256 hash = new Sha256();
            hash.Update(manifest, 0, manifest.Length);
            hash.Update(text, 0, text.Length);
            return hash.Finish();
        }

        private string FetchSignature(long end)
        {
            HttpFile file = new HttpFile(
                UrlText.Beside(_url, SignatureExtension),
                SignedManifest.MaximumSignatureSize,
                JobSignature.Advice,
                _trust,
                _clock);
            byte[] signature = file.Fetch(null, end);
            string encoding = TextEncoding.NameOf(signature);
            if (encoding != null)
            {
                throw file.Wrong("ASCII characters", encoding);
            }

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
