using System;

namespace Esp32Bridge.Hashing
{
    /// <summary>HMAC with SHA-256 (RFC 2104): a hash that only holders of the key can make.</summary>
    public static class HmacSha256
    {
        private const byte InnerPad = 0x36;
        private const byte OuterPad = 0x5C;

        /// <summary>Computes the keyed hash of a message.</summary>
        /// <param name="key">The key, of any length.</param>
        /// <param name="message">The message.</param>
        /// <returns>The 32 bytes.</returns>
        public static byte[] Compute(byte[] key, byte[] message)
        {
            byte[] block = new byte[Sha256.BlockSize];
            byte[] shortKey = key.Length > block.Length ? Hash(key, new byte[0]) : key;
            Array.Copy(shortKey, 0, block, 0, shortKey.Length);
            byte[] inner = Hash(Masked(block, InnerPad), message);
            return Hash(Masked(block, OuterPad), inner);
        }

        private static byte[] Masked(byte[] block, byte mask)
        {
            byte[] masked = new byte[block.Length];
            for (int i = 0; i < masked.Length; i++)
            {
                masked[i] = (byte)(block[i] ^ mask);
            }

            return masked;
        }

        private static byte[] Hash(byte[] first, byte[] second)
        {
            Sha256 hash = new Sha256();
            hash.Update(first, 0, first.Length);
            hash.Update(second, 0, second.Length);
            return hash.Finish();
        }
    }
}
