using System.Text;
using Esp32Bridge.Data;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Signs the jobs of the tests.</summary>
    public static class JobSigner
    {
        private static Ed25519Signer _owner;

        /// <summary>Gets the public key.</summary>
        public static byte[] PublicKey
        {
            get { return Owner.PublicKey; }
        }

        /// <summary>Gets the holder of the private key.</summary>
        public static Ed25519Signer Owner
        {
            get
            {
                // Not in a static constructor: nanoFramework runs all of them at the start.
                _owner = _owner == null ? Ed25519Signer.Of(7) : _owner;
                return _owner;
            }
        }

        /// <summary>Signs a manifest.</summary>
        /// <param name="manifest">The manifest.</param>
        /// <returns>The content of its signature file.</returns>
        public static string Sign(string manifest)
        {
            return Sign(Owner, manifest);
        }

        /// <summary>Signs a manifest with another key.</summary>
        /// <param name="signer">Who signs.</param>
        /// <param name="manifest">The manifest.</param>
        /// <returns>The content of its signature file.</returns>
        public static string Sign(Ed25519Signer signer, string manifest)
        {
            return HexText.Of(signer.Sign(Encoding.UTF8.GetBytes(manifest)));
        }
    }
}
