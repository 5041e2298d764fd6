using System.Text;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>Signs job.json with the key of the bench.</summary>
    public static class JobSignature
    {
        private static readonly JobKey _key = KeyOf("Esp32Bridge, the key of the benc");

        /// <summary>Gets the private key of the bench in the format of "openssl genpkey -algorithm ed25519" (RFC 8410).</summary>
        public static string PrivateKey
        {
            get { return _key.ToPem(); }
        }

        /// <summary>Gets the public key, 32 bytes.</summary>
        public static byte[] PublicKey
        {
            get { return _key.PublicKey; }
        }

        /// <summary>Signs a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <returns>The content of job.json.sig: the Ed25519 signature in base64.</returns>
        public static byte[] Of(byte[] manifest)
        {
            return _key.Sign(manifest);
        }

        /// <summary>Makes a key.</summary>
        /// <param name="seed">Its 32 bytes as characters.</param>
        /// <returns>The key.</returns>
        public static JobKey KeyOf(string seed)
        {
            return JobKey.FromSeed(Encoding.ASCII.GetBytes(seed));
        }
    }
}
