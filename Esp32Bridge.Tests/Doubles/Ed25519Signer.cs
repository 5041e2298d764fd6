using System;
using Esp32Bridge.Signatures;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Signs by RFC 8032 5.1.6; the firmware can only verify. For tests only: it does not run in constant time.</summary>
    public sealed class Ed25519Signer
    {
        private readonly CallCount _calls = new CallCount();
        private readonly byte[] _scalar = new byte[Scalars.Size];
        private readonly byte[] _prefix = new byte[32];

        /// <summary>Creates a signer from a private key.</summary>
        /// <param name="seed">The private key, 32 bytes.</param>
        public Ed25519Signer(byte[] seed)
        {
            byte[] hash = Hash(seed, seed.Length, seed, 0);
            Array.Copy(hash, 32, _prefix, 0, 32);
            byte[] clamped = new byte[32];
            Array.Copy(hash, 0, clamped, 0, 32);
            clamped[0] &= 0xF8;
            clamped[31] = (byte)((clamped[31] & 0x3F) | 0x40);
            new Scalars(_calls).Reduce(clamped, _scalar);
            PublicKey = TimesBase(_scalar);
        }

        /// <summary>Gets the public key, 32 bytes.</summary>
        public byte[] PublicKey { get; }

        /// <summary>Creates a signer from a private key whose bytes are all the same.</summary>
        /// <param name="value">The byte.</param>
        /// <returns>The signer.</returns>
        public static Ed25519Signer Of(byte value)
        {
            byte[] seed = new byte[32];
            for (int i = 0; i < seed.Length; i++)
            {
                seed[i] = value;
            }

            return new Ed25519Signer(seed);
        }

        /// <summary>Signs a message.</summary>
        /// <param name="message">The message.</param>
        /// <returns>The 64 bytes of the signature.</returns>
        public byte[] Sign(byte[] message)
        {
            Scalars scalars = new Scalars(_calls);
            byte[] r = new byte[Scalars.Size];
            scalars.Reduce(Hash(_prefix, _prefix.Length, message, message.Length), r);
            byte[] signature = new byte[Ed25519.SignatureSize];
            Array.Copy(TimesBase(r), 0, signature, 0, 32);
            byte[] start = new byte[64];
            Array.Copy(signature, 0, start, 0, 32);
            Array.Copy(PublicKey, 0, start, 32, 32);
            byte[] k = new byte[Scalars.Size];
            scalars.Reduce(Hash(start, start.Length, message, message.Length), k);

            // S = r + k * a.
            byte[] sum = new byte[64];
            Array.Copy(r, 0, sum, 0, 32);
            for (int i = 0; i < 32; i++)
            {
                int carry = 0;
                for (int j = 0; j < 32; j++)
                {
                    carry += sum[i + j] + (k[i] * _scalar[j]);
                    sum[i + j] = (byte)carry;
                    carry >>= 8;
                }

                for (int j = i + 32; j < 64; j++)
                {
                    carry += sum[j];
                    sum[j] = (byte)carry;
                    carry >>= 8;
                }
            }

            byte[] s = new byte[Scalars.Size];
            scalars.Reduce(sum, s);
            Array.Copy(s, 0, signature, 32, 32);
            return signature;
        }

        private byte[] Hash(byte[] first, int firstCount, byte[] second, int secondCount)
        {
            Sha512 sha = new Sha512(_calls);
            sha.Update(first, 0, firstCount);
            sha.Update(second, 0, secondCount);
            byte[] hash = new byte[Sha512.HashSize];
            sha.Finish(hash);
            return hash;
        }

        private byte[] TimesBase(byte[] scalar)
        {
            byte[] encoding = new byte[32];
            new Edwards25519(_calls).MultiplyAndAdd(scalar, new byte[Scalars.Size], encoding);
            return encoding;
        }
    }
}
