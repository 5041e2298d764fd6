using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Signatures;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The signature of a manifest: Ed25519 (RFC 8032) over its exact bytes, as base64 or hexadecimal digits. The output of <c>openssl pkeyutl -sign
    /// -rawin -inkey job.pem -in job.json | openssl base64 -A</c> is accepted unchanged.
    /// </summary>
    public sealed class JobSignature : IJobSignature
    {
        /// <summary>The advice on how to sign a job.</summary>
        public const string Advice = SignatureText.Advice;

        private readonly JobTrust _trust;

        /// <summary>Creates the check.</summary>
        /// <param name="trust">The trusted keys.</param>
        public JobSignature(JobTrust trust)
        {
            _trust = trust;
        }

        /// <inheritdoc/>
        public void Check(byte[] manifest, string signature, ref byte[] signer)
        {
            byte[][] keys = _trust.Keys;
            if (keys.Length == 0)
            {
                throw new SignatureException("a public key", "none", "Without one no job is accepted: set 'keys' in esp32bridge.json.");
            }

            byte[] given = Parse(signature == null ? string.Empty : signature);
            for (int i = 0; i < keys.Length; i++)
            {
                _ = new byte[Headroom.Size];
                long[] verdict = new long[1];
                Ed25519.Verify(keys[i], given, manifest, verdict);
                if (verdict[0] == Ed25519.Genuine)
                {
                    signer = keys[i];
                    return;
                }
            }

            string encoding = TextEncoding.NameOf(manifest);
            throw new SignatureException("a signature of this job by a key of the device", encoding == null ? "a different one" : "a different one; and the job is in " + encoding + " now", "Sign the job's exact bytes with the private key that belongs to one of the device's 'keys'.");
        }

        private static byte[] Parse(string signature)
        {
            try
            {
                return SignatureText.Parse(signature);
            }
            catch (SignatureFormatException error)
            {
                throw new SignatureException(error.Expected, error.Got, error.Advice);
            }
        }
    }
}
