using System;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>Signs job.json as the README describes it, with the key of the bench, by a library that is not the firmware's.</summary>
    public static class JobSignature
    {
        /// <summary>The private key of the bench, as "openssl genpkey -algorithm ed25519" writes one (RFC 8410).</summary>
        public const string PrivateKey = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEVzcDMyQnJpZGdlLCB0aGUga2V5IG9mIHRoZSBiZW5j\n-----END PRIVATE KEY-----\n";

        private static readonly Ed25519PrivateKeyParameters _key = KeyOf("Esp32Bridge, the key of the benc");

        /// <summary>Gets the public key, 32 bytes.</summary>
        public static byte[] PublicKey
        {
            get { return _key.GeneratePublicKey().GetEncoded(); }
        }

        /// <summary>Signs a job.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <returns>What belongs into job.json.sig: the Ed25519 signature in base64.</returns>
        public static byte[] Of(byte[] manifest)
        {
            return Of(manifest, _key);
        }

        /// <summary>Signs a job with another key.</summary>
        /// <param name="manifest">The bytes of job.json.</param>
        /// <param name="key">The key.</param>
        /// <returns>What belongs into job.json.sig.</returns>
        public static byte[] Of(byte[] manifest, Ed25519PrivateKeyParameters key)
        {
            Ed25519Signer signer = new Ed25519Signer();
            signer.Init(true, key);
            signer.BlockUpdate(manifest, 0, manifest.Length);
            return Encoding.ASCII.GetBytes(Convert.ToBase64String(signer.GenerateSignature()) + "\n");
        }

        /// <summary>Makes a key.</summary>
        /// <param name="seed">Its 32 bytes as characters.</param>
        /// <returns>The key.</returns>
        public static Ed25519PrivateKeyParameters KeyOf(string seed)
        {
            return new Ed25519PrivateKeyParameters(Encoding.ASCII.GetBytes(seed));
        }
    }
}
