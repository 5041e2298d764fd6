namespace Esp32Bridge.Jobs
{
    /// <summary>A received job manifest and its signature. Neither has been checked yet.</summary>
    public sealed class SignedManifest
    {
        /// <summary>The largest signature file in bytes. One in UTF-16 fits too, so that it gets its own error.</summary>
        public const int MaximumSignatureSize = 512;

        /// <summary>Creates a signed manifest.</summary>
        /// <param name="bytes">The manifest's bytes.</param>
        /// <param name="signature">The content of the signature file.</param>
        public SignedManifest(byte[] bytes, string signature)
        {
            Bytes = bytes;
            Signature = signature;
        }

        /// <summary>Gets the manifest's bytes, at most <see cref="JobManifest.MaximumSize"/>, exactly as received.</summary>
        public byte[] Bytes { get; }

        /// <summary>Gets the content of the signature file, at most <see cref="MaximumSignatureSize"/> ASCII characters.</summary>
        public string Signature { get; }
    }
}
