namespace Esp32Bridge.Jobs
{
    /// <summary>A job manifest as it came, with the signature that came with it. Nothing of it is believed yet.</summary>
    public sealed class SignedManifest
    {
        /// <summary>The largest file of a signature, in bytes: also of one in UTF-16, for which there is an error of its own.</summary>
        public const int MaximumSignatureSize = 512;

        /// <summary>Creates a signed manifest.</summary>
        /// <param name="bytes">The manifest's bytes.</param>
        /// <param name="signature">What the file of the signature says.</param>
        public SignedManifest(byte[] bytes, string signature)
        {
            Bytes = bytes;
            Signature = signature;
        }

        /// <summary>Gets the manifest's bytes, at most <see cref="JobManifest.MaximumSize"/>, exactly as they were signed.</summary>
        public byte[] Bytes { get; }

        /// <summary>Gets what the file of the signature says, at most <see cref="MaximumSignatureSize"/> ASCII characters.</summary>
        public string Signature { get; }
    }
}
