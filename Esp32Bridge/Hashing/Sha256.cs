using System;

namespace Esp32Bridge.Hashing
{
    /// <summary>
    /// SHA-256 (FIPS 180-4) over a stream of any length; nanoFramework has no class for it. Written for an interpreter:
    /// local variables, no calls and no allocation in the rounds.
    /// </summary>
    public sealed class Sha256
    {
        /// <summary>The length of a hash, in bytes.</summary>
        public const int HashSize = 32;

        /// <summary>The length of a block, in bytes.</summary>
        public const int BlockSize = 64;

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

        private readonly uint[] _state = new uint[8];
        private readonly uint[] _w = new uint[64];
        private readonly byte[] _block = new byte[BlockSize];
        private long _length;

        /// <summary>Creates a hash of nothing yet.</summary>
        public Sha256()
        {
            Reset();
        }

        /// <summary>
        /// Compares a hash with bytes elsewhere. It takes the same time wherever they differ, so that nobody can guess a
        /// keyed hash byte by byte with a clock.
        /// </summary>
        /// <param name="hash">The hash.</param>
        /// <param name="buffer">Where the other bytes are.</param>
        /// <param name="offset">The first one.</param>
        /// <returns>True when all of them are equal.</returns>
        public static bool AreEqual(byte[] hash, byte[] buffer, int offset)
        {
            int difference = 0;
            for (int i = 0; i < HashSize; i++)
            {
                difference |= hash[i] ^ buffer[offset + i];
            }

            return difference == 0;
        }

        /// <summary>Starts again.</summary>
        public void Reset()
        {
            _state[0] = 0x6a09e667;
            _state[1] = 0xbb67ae85;
            _state[2] = 0x3c6ef372;
            _state[3] = 0xa54ff53a;
            _state[4] = 0x510e527f;
            _state[5] = 0x9b05688c;
            _state[6] = 0x1f83d9ab;
            _state[7] = 0x5be0cd19;
            _length = 0;
        }

        /// <summary>Goes on where another hash is.</summary>
        /// <param name="other">The other one; it stays as it is.</param>
        public void CopyFrom(Sha256 other)
        {
            Array.Copy(other._state, 0, _state, 0, _state.Length);
            Array.Copy(other._block, 0, _block, 0, BlockSize);
            _length = other._length;
        }

        /// <summary>Adds bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many, 0 or more.</param>
        public void Update(byte[] buffer, int offset, int count)
        {
            int filled = (int)(_length % BlockSize);
            _length += count;
            if (filled > 0)
            {
                int room = BlockSize - filled;
                int part = count < room ? count : room;
                Array.Copy(buffer, offset, _block, filled, part);
                offset += part;
                count -= part;
                if (part < room)
                {
                    return;
                }

                Compress(_block, 0);
            }

            while (count >= BlockSize)
            {
                Compress(buffer, offset);
                offset += BlockSize;
                count -= BlockSize;
            }

            if (count > 0)
            {
                Array.Copy(buffer, offset, _block, 0, count);
            }
        }

        /// <summary>Ends the hash (FIPS 180-4 5.1.1); <see cref="Reset"/> before the next one.</summary>
        /// <returns>The 32 bytes.</returns>
        public byte[] Finish()
        {
            int filled = (int)(_length % BlockSize);
            long bits = _length * 8;
            _block[filled++] = 0x80;
            if (filled > BlockSize - 8)
            {
                Array.Clear(_block, filled, BlockSize - filled);
                Compress(_block, 0);
                filled = 0;
            }

            Array.Clear(_block, filled, BlockSize - filled);
            for (int i = 0; i < 8; i++)
            {
                _block[BlockSize - 1 - i] = (byte)(bits >> (8 * i));
            }

            Compress(_block, 0);
            byte[] hash = new byte[HashSize];
            for (int i = 0; i < HashSize; i++)
            {
                hash[i] = (byte)(_state[i >> 2] >> (24 - (8 * (i & 3))));
            }

            return hash;
        }

        // FIPS 180-4 6.2.2.
        private void Compress(byte[] data, int offset)
        {
            uint[] w = _w;
            uint[] k = _k;
            for (int t = 0; t < 16; t++)
            {
                w[t] = (uint)((data[offset] << 24) | (data[offset + 1] << 16) | (data[offset + 2] << 8) | data[offset + 3]);
                offset += 4;
            }

            for (int t = 16; t < 64; t++)
            {
                uint x = w[t - 2];
                uint y = w[t - 15];
                w[t] = (((x >> 17) | (x << 15)) ^ ((x >> 19) | (x << 13)) ^ (x >> 10)) + w[t - 7]
                    + (((y >> 7) | (y << 25)) ^ ((y >> 18) | (y << 14)) ^ (y >> 3)) + w[t - 16];
            }

            uint a = _state[0];
            uint b = _state[1];
            uint c = _state[2];
            uint d = _state[3];
            uint e = _state[4];
            uint f = _state[5];
            uint g = _state[6];
            uint h = _state[7];
            for (int t = 0; t < 64; t++)
            {
                uint t1 = h + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7)))
                    + ((e & f) ^ (~e & g)) + k[t] + w[t];
                uint t2 = (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10)))
                    + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + t1;
                d = c;
                c = b;
                b = a;
                a = t1 + t2;
            }

            _state[0] += a;
            _state[1] += b;
            _state[2] += c;
            _state[3] += d;
            _state[4] += e;
            _state[5] += f;
            _state[6] += g;
            _state[7] += h;
        }
    }
}
