using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The signature of a manifest: the HMAC-SHA-256 (RFC 2104) of its exact bytes under the device's key, as
    /// hexadecimal digits. What <c>openssl dgst -sha256 -hmac KEY job.json</c> prints is understood as it is, with
    /// and without <c>-r</c>.
    /// </summary>
    public sealed class JobSignature
    {
        private const int Digits = 2 * Sha256.HashSize;

        private readonly byte[] _key;

        /// <summary>Creates the check.</summary>
        /// <param name="key">The key, whose characters are its bytes; null or empty where none is set.</param>
        public JobSignature(string key)
        {
            _key = string.IsNullOrEmpty(key) ? null : Encoding.UTF8.GetBytes(key);
        }

        /// <summary>Checks a manifest.</summary>
        /// <param name="manifest">Its bytes.</param>
        /// <param name="signature">What stands in its signature file, or null.</param>
        /// <exception cref="SignatureException">It is not the signature of the manifest; or the device has no key.</exception>
        internal void Check(byte[] manifest, string signature)
        {
            _ = new byte[Headroom.Size];
            if (_key == null)
            {
                throw new SignatureException("a key", "none", "Without a key no job is accepted: set 'key' in esp32bridge.json.");
            }

            byte[] given = HexText.Parse(DigitsOf(signature == null ? string.Empty : signature));
            if (given == null || given.Length != Sha256.HashSize)
            {
                throw new SignatureException(Digits + " hexadecimal digits", "something else", "Sign the job: openssl dgst -sha256 -hmac KEY job.json > job.json.sig");
            }

            if (!Sha256.AreEqual(HmacSha256.Compute(_key, manifest), given, 0))
            {
                throw new SignatureException("that of the job under the device's key", "another", "Sign the job's exact bytes with the key that is set in the device.");
            }
        }

        // "HMAC-SHA2-256(job.json)= digits", "digits *job.json", or just the digits.
        private static string DigitsOf(string signature)
        {
            string text = signature.Trim();
            int mark = text.LastIndexOf("= ");
            text = mark < 0 ? text : text.Substring(mark + 2);
            int blank = text.IndexOf(' ');
            return blank < 0 ? text : text.Substring(0, blank);
        }
    }
}
