using System;

namespace Esp32Bridge.Hashing
{
    /// <summary>
    /// SHA-256 (FIPS 180-4) over a stream of any length; nanoFramework has no class for it. Written for an interpreter:
    /// as few instructions as possible, no calls and no allocation in the rounds.
    /// </summary>
    public sealed class Sha256
    {
        /// <summary>The length of a hash, in bytes.</summary>
        public const int HashSize = 32;

        /// <summary>The length of a block, in bytes.</summary>
        public const int BlockSize = 64;

        /// <summary>The length of a chaining value (FIPS 180-4 6.2.2), in words.</summary>
        public const int StateSize = 8;

        private const int Words = 16;
        private const int Rounds = 64;

        // A 32-bit number times this is the number in both halves of 64 bits.
        private const ulong Twice = 0x100000001;

        private static readonly uint[] _k = new uint[]
        {
            0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
            0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
            0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
            0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
            0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
            0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
            0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
            0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
        };

        private readonly uint[] _state = new uint[]
        {
            0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
        };

        private readonly byte[] _block = new byte[BlockSize];
        private long _length;

        // How many bytes of whole blocks are in the chaining value. The interpreter skips a call if it finds no memory for its
        // frame, see Build/README.md, and the frame of Compress is the largest one.
        private long _compressed;

        /// <summary>Begins a hash.</summary>
        public Sha256()
        {
        }

        /// <summary>Continues a hash after the bytes that another one had.</summary>
        /// <param name="state">The chaining value of those bytes, see <see cref="CopyState"/>.</param>
        /// <param name="length">How many they were, a multiple of <see cref="BlockSize"/>.</param>
        public Sha256(uint[] state, long length)
        {
            Array.Copy(state, _state, StateSize);
            _length = length;
            _compressed = length;
        }

        /// <summary>
        /// Compares a hash with other bytes in constant time, so that timing does not help to guess a keyed hash byte by byte.
        /// </summary>
        /// <param name="hash">The hash.</param>
        /// <param name="buffer">Where the other bytes are.</param>
        /// <param name="offset">The first one.</param>
        /// <returns>True if all of them are equal.</returns>
        public static bool AreEqual(byte[] hash, byte[] buffer, int offset)
        {
            int difference = 0;
            for (int i = 0; i < HashSize; i++)
            {
                difference |= hash[i] ^ buffer[offset + i];
            }

            return difference == 0;
        }

        /// <summary>Gets the first 8 bytes of the chaining value. It covers all bytes so far if only whole blocks were added.</summary>
        public long Chain
        {
            get { return (long)(((ulong)_state[0] << 32) | _state[1]); }
        }

        /// <summary>Copies the chaining value, from which another hash can continue. Only whole blocks must have been added so far.</summary>
        /// <param name="state">Receives the <see cref="StateSize"/> words.</param>
        /// <param name="offset">The place of the first one.</param>
        public void CopyState(uint[] state, int offset = 0)
        {
            Array.Copy(_state, 0, state, offset, StateSize);
        }

        /// <summary>Checks that all bytes are in the hash.</summary>
        /// <param name="length">How many were added.</param>
        /// <exception cref="OutOfMemoryException">There was too little memory for some of them: the hash is of no use.</exception>
        public void CheckComplete(long length)
        {
            if (_length != length || _compressed != length - (length % BlockSize))
            {
                throw new OutOfMemoryException();
            }
        }

        /// <summary>Adds bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many, 0 or more.</param>
        public void Update(byte[] buffer, int offset, int count)
        {
            int filled = (int)(_length % BlockSize);
            _length += count;
            while (count > 0)
            {
                int room = BlockSize - filled;
                int part = count < room ? count : room;
                Array.Copy(buffer, offset, _block, filled, part);
                offset += part;
                count -= part;
                filled += part;
                if (filled == BlockSize)
                {
                    Compress();
                    filled = 0;
                }
            }
        }

        /// <summary>Ends the hash (FIPS 180-4 5.1.1). Call it once.</summary>
        /// <returns>The 32 bytes.</returns>
        /// <exception cref="OutOfMemoryException">There was too little memory for all bytes.</exception>
        public byte[] Finish()
        {
            CheckComplete(_length);
            int filled = (int)(_length % BlockSize);
            long bits = _length * 8;
            _block[filled++] = 0x80;
            if (filled > BlockSize - 8)
            {
                Array.Clear(_block, filled, BlockSize - filled);
                Compress();
                filled = 0;
            }

            Array.Clear(_block, filled, BlockSize - filled);
            for (int i = 0; i < 8; i++)
            {
                _block[BlockSize - 1 - i] = (byte)(bits >> (8 * i));
            }

            Compress();
            byte[] hash = new byte[HashSize];
            for (int i = 0; i < HashSize; i++)
            {
                hash[i] = (byte)(_state[i >> 2] >> (24 - (8 * (i & 3))));
            }

            return hash;
        }

        // FIPS 180-4 6.2.2. The sixteen words and the eight variables are local variables that swap roles instead of being
        // copied. Each holds a 32-bit number twice, side by side, so that one shift rotates it. The carry of a sum into the
        // upper half is cut off before the number is doubled again. For a shift without rotation (3, 10), the upper half is
        // shifted into the lower one (35, 42). x and y are a ^ b of this round and of the one before.
        private void Compress()
        {
            uint[] k = _k;
            byte[] block = _block;
            ulong w0 = (uint)((block[0] << 24) | (block[1] << 16) | (block[2] << 8) | block[3]) * Twice;
            ulong w1 = (uint)((block[4] << 24) | (block[5] << 16) | (block[6] << 8) | block[7]) * Twice;
            ulong w2 = (uint)((block[8] << 24) | (block[9] << 16) | (block[10] << 8) | block[11]) * Twice;
            ulong w3 = (uint)((block[12] << 24) | (block[13] << 16) | (block[14] << 8) | block[15]) * Twice;
            ulong w4 = (uint)((block[16] << 24) | (block[17] << 16) | (block[18] << 8) | block[19]) * Twice;
            ulong w5 = (uint)((block[20] << 24) | (block[21] << 16) | (block[22] << 8) | block[23]) * Twice;
            ulong w6 = (uint)((block[24] << 24) | (block[25] << 16) | (block[26] << 8) | block[27]) * Twice;
            ulong w7 = (uint)((block[28] << 24) | (block[29] << 16) | (block[30] << 8) | block[31]) * Twice;
            ulong w8 = (uint)((block[32] << 24) | (block[33] << 16) | (block[34] << 8) | block[35]) * Twice;
            ulong w9 = (uint)((block[36] << 24) | (block[37] << 16) | (block[38] << 8) | block[39]) * Twice;
            ulong w10 = (uint)((block[40] << 24) | (block[41] << 16) | (block[42] << 8) | block[43]) * Twice;
            ulong w11 = (uint)((block[44] << 24) | (block[45] << 16) | (block[46] << 8) | block[47]) * Twice;
            ulong w12 = (uint)((block[48] << 24) | (block[49] << 16) | (block[50] << 8) | block[51]) * Twice;
            ulong w13 = (uint)((block[52] << 24) | (block[53] << 16) | (block[54] << 8) | block[55]) * Twice;
            ulong w14 = (uint)((block[56] << 24) | (block[57] << 16) | (block[58] << 8) | block[59]) * Twice;
            ulong w15 = (uint)((block[60] << 24) | (block[61] << 16) | (block[62] << 8) | block[63]) * Twice;
            ulong a = _state[0] * Twice;
            ulong b = _state[1] * Twice;
            ulong c = _state[2] * Twice;
            ulong d = _state[3] * Twice;
            ulong e = _state[4] * Twice;
            ulong f = _state[5] * Twice;
            ulong g = _state[6] * Twice;
            ulong h = _state[7] * Twice;
            ulong x;
            ulong y = b ^ c;
            for (int t = 0; ; t += Words)
            {
                h += ((e >> 6) ^ (e >> 11) ^ (e >> 25)) + (g ^ (e & (f ^ g))) + k[t] + w0;
                d = (uint)(d + h) * Twice;
                h = (uint)(h + ((a >> 2) ^ (a >> 13) ^ (a >> 22)) + (b ^ ((x = a ^ b) & y))) * Twice;
                g += ((d >> 6) ^ (d >> 11) ^ (d >> 25)) + (f ^ (d & (e ^ f))) + k[t + 1] + w1;
                c = (uint)(c + g) * Twice;
                g = (uint)(g + ((h >> 2) ^ (h >> 13) ^ (h >> 22)) + (a ^ ((y = h ^ a) & x))) * Twice;
                f += ((c >> 6) ^ (c >> 11) ^ (c >> 25)) + (e ^ (c & (d ^ e))) + k[t + 2] + w2;
                b = (uint)(b + f) * Twice;
                f = (uint)(f + ((g >> 2) ^ (g >> 13) ^ (g >> 22)) + (h ^ ((x = g ^ h) & y))) * Twice;
                e += ((b >> 6) ^ (b >> 11) ^ (b >> 25)) + (d ^ (b & (c ^ d))) + k[t + 3] + w3;
                a = (uint)(a + e) * Twice;
                e = (uint)(e + ((f >> 2) ^ (f >> 13) ^ (f >> 22)) + (g ^ ((y = f ^ g) & x))) * Twice;
                d += ((a >> 6) ^ (a >> 11) ^ (a >> 25)) + (c ^ (a & (b ^ c))) + k[t + 4] + w4;
                h = (uint)(h + d) * Twice;
                d = (uint)(d + ((e >> 2) ^ (e >> 13) ^ (e >> 22)) + (f ^ ((x = e ^ f) & y))) * Twice;
                c += ((h >> 6) ^ (h >> 11) ^ (h >> 25)) + (b ^ (h & (a ^ b))) + k[t + 5] + w5;
                g = (uint)(g + c) * Twice;
                c = (uint)(c + ((d >> 2) ^ (d >> 13) ^ (d >> 22)) + (e ^ ((y = d ^ e) & x))) * Twice;
                b += ((g >> 6) ^ (g >> 11) ^ (g >> 25)) + (a ^ (g & (h ^ a))) + k[t + 6] + w6;
                f = (uint)(f + b) * Twice;
                b = (uint)(b + ((c >> 2) ^ (c >> 13) ^ (c >> 22)) + (d ^ ((x = c ^ d) & y))) * Twice;
                a += ((f >> 6) ^ (f >> 11) ^ (f >> 25)) + (h ^ (f & (g ^ h))) + k[t + 7] + w7;
                e = (uint)(e + a) * Twice;
                a = (uint)(a + ((b >> 2) ^ (b >> 13) ^ (b >> 22)) + (c ^ ((y = b ^ c) & x))) * Twice;
                h += ((e >> 6) ^ (e >> 11) ^ (e >> 25)) + (g ^ (e & (f ^ g))) + k[t + 8] + w8;
                d = (uint)(d + h) * Twice;
                h = (uint)(h + ((a >> 2) ^ (a >> 13) ^ (a >> 22)) + (b ^ ((x = a ^ b) & y))) * Twice;
                g += ((d >> 6) ^ (d >> 11) ^ (d >> 25)) + (f ^ (d & (e ^ f))) + k[t + 9] + w9;
                c = (uint)(c + g) * Twice;
                g = (uint)(g + ((h >> 2) ^ (h >> 13) ^ (h >> 22)) + (a ^ ((y = h ^ a) & x))) * Twice;
                f += ((c >> 6) ^ (c >> 11) ^ (c >> 25)) + (e ^ (c & (d ^ e))) + k[t + 10] + w10;
                b = (uint)(b + f) * Twice;
                f = (uint)(f + ((g >> 2) ^ (g >> 13) ^ (g >> 22)) + (h ^ ((x = g ^ h) & y))) * Twice;
                e += ((b >> 6) ^ (b >> 11) ^ (b >> 25)) + (d ^ (b & (c ^ d))) + k[t + 11] + w11;
                a = (uint)(a + e) * Twice;
                e = (uint)(e + ((f >> 2) ^ (f >> 13) ^ (f >> 22)) + (g ^ ((y = f ^ g) & x))) * Twice;
                d += ((a >> 6) ^ (a >> 11) ^ (a >> 25)) + (c ^ (a & (b ^ c))) + k[t + 12] + w12;
                h = (uint)(h + d) * Twice;
                d = (uint)(d + ((e >> 2) ^ (e >> 13) ^ (e >> 22)) + (f ^ ((x = e ^ f) & y))) * Twice;
                c += ((h >> 6) ^ (h >> 11) ^ (h >> 25)) + (b ^ (h & (a ^ b))) + k[t + 13] + w13;
                g = (uint)(g + c) * Twice;
                c = (uint)(c + ((d >> 2) ^ (d >> 13) ^ (d >> 22)) + (e ^ ((y = d ^ e) & x))) * Twice;
                b += ((g >> 6) ^ (g >> 11) ^ (g >> 25)) + (a ^ (g & (h ^ a))) + k[t + 14] + w14;
                f = (uint)(f + b) * Twice;
                b = (uint)(b + ((c >> 2) ^ (c >> 13) ^ (c >> 22)) + (d ^ ((x = c ^ d) & y))) * Twice;
                a += ((f >> 6) ^ (f >> 11) ^ (f >> 25)) + (h ^ (f & (g ^ h))) + k[t + 15] + w15;
                e = (uint)(e + a) * Twice;
                a = (uint)(a + ((b >> 2) ^ (b >> 13) ^ (b >> 22)) + (c ^ ((y = b ^ c) & x))) * Twice;
                if (t == Rounds - Words)
                {
                    break;
                }

                w0 = (uint)(w0 + ((w1 >> 7) ^ (w1 >> 18) ^ (w1 >> 35)) + w9 + ((w14 >> 17) ^ (w14 >> 19) ^ (w14 >> 42))) * Twice;
                w1 = (uint)(w1 + ((w2 >> 7) ^ (w2 >> 18) ^ (w2 >> 35)) + w10 + ((w15 >> 17) ^ (w15 >> 19) ^ (w15 >> 42))) * Twice;
                w2 = (uint)(w2 + ((w3 >> 7) ^ (w3 >> 18) ^ (w3 >> 35)) + w11 + ((w0 >> 17) ^ (w0 >> 19) ^ (w0 >> 42))) * Twice;
                w3 = (uint)(w3 + ((w4 >> 7) ^ (w4 >> 18) ^ (w4 >> 35)) + w12 + ((w1 >> 17) ^ (w1 >> 19) ^ (w1 >> 42))) * Twice;
                w4 = (uint)(w4 + ((w5 >> 7) ^ (w5 >> 18) ^ (w5 >> 35)) + w13 + ((w2 >> 17) ^ (w2 >> 19) ^ (w2 >> 42))) * Twice;
                w5 = (uint)(w5 + ((w6 >> 7) ^ (w6 >> 18) ^ (w6 >> 35)) + w14 + ((w3 >> 17) ^ (w3 >> 19) ^ (w3 >> 42))) * Twice;
                w6 = (uint)(w6 + ((w7 >> 7) ^ (w7 >> 18) ^ (w7 >> 35)) + w15 + ((w4 >> 17) ^ (w4 >> 19) ^ (w4 >> 42))) * Twice;
                w7 = (uint)(w7 + ((w8 >> 7) ^ (w8 >> 18) ^ (w8 >> 35)) + w0 + ((w5 >> 17) ^ (w5 >> 19) ^ (w5 >> 42))) * Twice;
                w8 = (uint)(w8 + ((w9 >> 7) ^ (w9 >> 18) ^ (w9 >> 35)) + w1 + ((w6 >> 17) ^ (w6 >> 19) ^ (w6 >> 42))) * Twice;
                w9 = (uint)(w9 + ((w10 >> 7) ^ (w10 >> 18) ^ (w10 >> 35)) + w2 + ((w7 >> 17) ^ (w7 >> 19) ^ (w7 >> 42))) * Twice;
                w10 = (uint)(w10 + ((w11 >> 7) ^ (w11 >> 18) ^ (w11 >> 35)) + w3 + ((w8 >> 17) ^ (w8 >> 19) ^ (w8 >> 42))) * Twice;
                w11 = (uint)(w11 + ((w12 >> 7) ^ (w12 >> 18) ^ (w12 >> 35)) + w4 + ((w9 >> 17) ^ (w9 >> 19) ^ (w9 >> 42))) * Twice;
                w12 = (uint)(w12 + ((w13 >> 7) ^ (w13 >> 18) ^ (w13 >> 35)) + w5 + ((w10 >> 17) ^ (w10 >> 19) ^ (w10 >> 42))) * Twice;
                w13 = (uint)(w13 + ((w14 >> 7) ^ (w14 >> 18) ^ (w14 >> 35)) + w6 + ((w11 >> 17) ^ (w11 >> 19) ^ (w11 >> 42))) * Twice;
                w14 = (uint)(w14 + ((w15 >> 7) ^ (w15 >> 18) ^ (w15 >> 35)) + w7 + ((w12 >> 17) ^ (w12 >> 19) ^ (w12 >> 42))) * Twice;
                w15 = (uint)(w15 + ((w0 >> 7) ^ (w0 >> 18) ^ (w0 >> 35)) + w8 + ((w13 >> 17) ^ (w13 >> 19) ^ (w13 >> 42))) * Twice;
            }

            _state[0] += (uint)a;
            _state[1] += (uint)b;
            _state[2] += (uint)c;
            _state[3] += (uint)d;
            _state[4] += (uint)e;
            _state[5] += (uint)f;
            _state[6] += (uint)g;
            _state[7] += (uint)h;
            _compressed += BlockSize;
        }
    }
}
