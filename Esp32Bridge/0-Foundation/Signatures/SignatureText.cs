namespace Esp32Bridge.Signatures
{
    /// <summary>A signature as text.</summary>
    public static class SignatureText
    {
        /// <summary>How to make the signature of a job.</summary>
        public const string Advice = "Sign the job: openssl pkeyutl -sign -rawin -inkey job.pem -in job.json | openssl base64 -A > job.json.sig";

        /// <summary>Reads a signature.</summary>
        /// <param name="text">128 hexadecimal digits, or base64 of the 64 bytes; blanks and line breaks are ignored.</param>
        /// <returns>The 64 bytes.</returns>
        /// <exception cref="SignatureFormatException">It is something else.</exception>
        public static byte[] Parse(string text)
        {
            return BytesText.Parse(
                text,
                Ed25519.SignatureSize,
                Ed25519.SignatureSize,
                "signature",
                "128 hexadecimal digits or base64 of 64 bytes",
                Advice);
        }
    }
}
