using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Verifies Ed25519 signatures (RFC 8032 5.1.7). Not in constant time: all data is public.
    /// <para>
    /// OpenSSL accepts all that this accepts. This refuses S of L or more, and a key that is not a point, not encoded as in
    /// RFC 8032, or of small order. It also refuses R unless it is, byte by byte, the encoding of S * B - k * A (without a
    /// cofactor), so that R has only one encoding. Only the holder of the private key can make an R of small order.
    /// </para>
    /// <para>
    /// Measured on the interpreter: 5.7 to 6.0 million IL instructions for a message of up to 1 KiB, 7.0 million for 8 KiB (a
    /// Debug build: 6.6 and 7.7). It needs 4.4 KB of free heap (a Release build: 3.5), 2 KB of which are
    /// <see cref="Headroom"/>, and frees all of it.
    /// </para>
    /// </summary>
    public static class Ed25519
    {
        /// <summary>The length of a public key, in bytes.</summary>
        public const int KeySize = 32;

        /// <summary>The length of a signature, in bytes.</summary>
        public const int SignatureSize = 64;

        /// <summary>The only positive verdict. It is larger than any reference or length that the interpreter might take for it.</summary>
        public const long Genuine = 0x5369676E61747572;

        /// <summary>The verdict on a signature of other bytes, or by another key.</summary>
        public const long OfAnother = 1;

        /// <summary>The verdict on a malformed signature: it does not have 64 bytes, or its S is not less than L.</summary>
        public const long NoSignature = 2;

        /// <summary>The verdict on an invalid key: see above.</summary>
        public const long NoKey = 3;

        /// <summary>
        /// Verifies a signature. Each call of the arithmetic is counted, so that a skipped one is noticed.
        /// </summary>
        /// <param name="key">The public key.</param>
        /// <param name="signature">The signature.</param>
        /// <param name="message">The signed bytes, 0 or more.</param>
        /// <param name="verdict">
        /// One element. The caller sets it to 0, and afterwards compares it with <see cref="Genuine"/> in its own frame: a
        /// return value proves nothing if memory is short.
        /// </param>
        /// <exception cref="OutOfMemoryException">There is too little memory; the verdict is not <see cref="Genuine"/>.</exception>
        public static void Verify(byte[] key, byte[] signature, byte[] message, long[] verdict)
        {
            verdict[0] = NoSignature;
            if (signature.Length != SignatureSize)
            {
                return;
            }

            _ = new byte[Headroom.Size];
            CallCount calls = new CallCount();
            calls.Made += 2;
            Scalars scalars = new Scalars(calls);
            if (!scalars.IsReduced(signature, KeySize))
            {
                return;
            }

            verdict[0] = NoKey;
            if (key.Length != KeySize)
            {
                return;
            }

            byte[] k = new byte[Scalars.Size];
            byte[] s = new byte[Scalars.Size];
            byte[] r = new byte[KeySize];
            for (int i = 0; i < s.Length; i++)
            {
                s[i] = signature[KeySize + i];
            }

            calls.Made++;
            Hash(calls, scalars, signature, key, message, k);
            calls.Made += 2;
            Edwards25519 curve = new Edwards25519(calls);
            if (curve.LoadKey(key))
            {
                verdict[0] = OfAnother;
                calls.Made++;
                curve.MultiplyAndAdd(s, k, r);
                int difference = calls.Made ^ calls.Done;
                for (int i = 0; i < KeySize; i++)
                {
                    difference |= r[i] ^ signature[i];
                }

                if (difference == 0)
                {
                    verdict[0] = Genuine;
                }
            }

            if (calls.Made != calls.Done)
            {
                throw new OutOfMemoryException();
            }
        }

        // k = SHA-512(R, A, M) modulo L.
        private static void Hash(CallCount calls, Scalars scalars, byte[] signature, byte[] key, byte[] message, byte[] k)
        {
            calls.Made += 6;
            Sha512 sha = new Sha512(calls);
            sha.Update(signature, 0, KeySize);
            sha.Update(key, 0, KeySize);
            sha.Update(message, 0, message.Length);
            byte[] hash = new byte[Sha512.HashSize];
            sha.Finish(hash);
            scalars.Reduce(hash, k);
            calls.Done++;
        }
    }
}
