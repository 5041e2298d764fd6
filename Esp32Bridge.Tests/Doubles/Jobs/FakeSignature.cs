using System.Text;
using Esp32Bridge.Data;
using Esp32Bridge.Hashing;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A signature that is faster than a real one: the SHA-256 of key and manifest. It accepts one key.</summary>
    public sealed class FakeSignature : IJobSignature
    {
        /// <summary>Gets the key, 32 bytes.</summary>
        public static byte[] Key { get; } = Encoding.UTF8.GetBytes("the key of those who make a job.");

        /// <summary>Signs a manifest.</summary>
        /// <param name="manifest">The manifest.</param>
        /// <returns>The content of its signature file.</returns>
        public static string Of(string manifest)
        {
            return Of(Encoding.UTF8.GetBytes(manifest));
        }

        /// <inheritdoc/>
        public void Check(byte[] manifest, string signature, ref byte[] signer)
        {
            signer = signature == Of(manifest) ? Key : throw new SignatureException("the signature of the tests", "another", "Sign it.");
        }

        private static string Of(byte[] manifest)
        {
            Sha256 hash = new Sha256();
            hash.Update(Key, 0, Key.Length);
            hash.Update(manifest, 0, manifest.Length);
            return HexText.Of(hash.Finish());
        }
    }
}
