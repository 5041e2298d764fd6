using System;

namespace Esp32Bridge.Signatures
{
    /// <summary>A public key as text.</summary>
    public static class KeyText
    {
        private const string Step = "public key";
        private const string Expected = "64 hexadecimal digits or base64 of 32 bytes or the base64 line of 'openssl pkey -pubout'";
        private const string Advice = "Take the line between BEGIN and END of what 'openssl pkey -in key.pem -pubout' prints.";

        /// <summary>Reads a key.</summary>
        /// <param name="text">64 hexadecimal digits; base64 of the 32 bytes; or base64 as OpenSSL writes it, with 12 bytes before them.</param>
        /// <returns>The 32 bytes. <see cref="Ed25519.Verify"/> finds out whether they are a key.</returns>
        /// <exception cref="SignatureFormatException">It is something else.</exception>
        public static byte[] Parse(string text)
        {
            // SubjectPublicKeyInfo with the algorithm id-Ed25519 (RFC 8410), up to the key.
            byte[] prefix = new byte[] { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };
            int framed = prefix.Length + Ed25519.KeySize;
            byte[] bytes = BytesText.Parse(text, Ed25519.KeySize, framed, Step, Expected, Advice);
            if (bytes.Length == Ed25519.KeySize)
            {
                return bytes;
            }

            for (int i = 0; i < prefix.Length; i++)
            {
                if (bytes[i] != prefix[i])
                {
                    throw new SignatureFormatException(Step, Expected, "base64 of " + framed + " bytes that is no Ed25519 key", "Make the key with 'openssl genpkey -algorithm ed25519'. " + Advice);
                }
            }

            byte[] key = new byte[Ed25519.KeySize];
            Array.Copy(bytes, prefix.Length, key, 0, key.Length);
            return key;
        }
    }
}
