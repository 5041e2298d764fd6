using System.Text;
using Esp32Bridge.Data;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Who may sign the jobs of the tests.</summary>
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
                // Not by a static constructor: all of them run at the start.
                _owner = _owner == null ? Ed25519Signer.Of(7) : _owner;
                return _owner;
            }
        }

        /// <summary>Signs a manifest.</summary>
        /// <param name="manifest">The manifest.</param>
        /// <returns>What stands in its signature file.</returns>
        public static string Sign(string manifest)
        {
            return Sign(Owner, manifest);
        }

        /// <summary>Signs a manifest with another key.</summary>
        /// <param name="signer">Who signs.</param>
        /// <param name="manifest">The manifest.</param>
        /// <returns>What stands in its signature file.</returns>
        public static string Sign(Ed25519Signer signer, string manifest)
        {
            return HexText.Of(signer.Sign(Encoding.UTF8.GetBytes(manifest)));
        }
    }
}
