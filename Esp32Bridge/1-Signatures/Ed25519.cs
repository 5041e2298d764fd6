using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Ed25519 (RFC 8032 5.1.7), of which the device only verifies. Not in constant time: all that it handles is public.
    /// <para>
    /// What it accepts, OpenSSL accepts too, and it refuses more. Refused are S of L or more; a key that is no point, that is
    /// not written as RFC 8032 writes it, or of small order; and R unless it is, byte by byte, the encoding of S * B - k * A
    /// (without a cofactor), so that there is no second way to write R. R of small order is what only the holder of the
    /// private key can make.
    /// </para>
    /// <para>
    /// Measured on the interpreter: 5.7 to 6.0 million IL instructions for a message of up to 1 KiB, 7.0 million for 8 KiB (a
    /// Debug build: 6.6 and 7.7). It succeeds where 4.4 KB of the heap are free (a Release build: 3.5), two of which are
    /// <see cref="Headroom"/>; at its end all of it is free again.
    /// </para>
    /// </summary>
    public static class Ed25519
    {
        /// <summary>The length of a public key, in bytes.</summary>
        public const int KeySize = 32;

        /// <summary>The length of a signature, in bytes.</summary>
        public const int SignatureSize = 64;

        /// <summary>The one verdict that says yes. No reference and no length that the interpreter might take for it is so large.</summary>
        public const long Genuine = 0x5369676E61747572;

        /// <summary>The verdict on a signature of other bytes, or under another key.</summary>
        public const long OfAnother = 1;

        /// <summary>The verdict on what is no signature: it does not have 64 bytes, or its S is not less than L.</summary>
        public const long NoSignature = 2;

        /// <summary>The verdict on a key that is none: see above.</summary>
        public const long NoKey = 3;

        /// <summary>
        /// Verifies a signature. Each call of the arithmetic is counted, so that none that was left out goes unnoticed.
        /// </summary>
        /// <param name="key">The public key.</param>
        /// <param name="signature">The signature.</param>
        /// <param name="message">What is signed, 0 bytes or more.</param>
        /// <param name="verdict">
        /// One element, which the caller has made 0 and compares with <see cref="Genuine"/> in its own frame: a return value
        /// proves nothing where memory is short.
        /// </param>
        /// <exception cref="OutOfMemoryException">There is no memory for it, and the verdict is none that says yes.</exception>
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
