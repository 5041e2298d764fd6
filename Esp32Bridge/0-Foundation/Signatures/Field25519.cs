namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Numbers modulo p = 2^255 - 19, all in one array: ten limbs of 26 bits each, the lowest first. A number is named by
    /// the index of its first limb: objects would take more memory and more instructions. A limb can be negative. The limbs
    /// of a product, and of the result of <see cref="Unpack"/>, have little more than 26 bits. A factor may be the sum or the
    /// difference of up to eight of these, without a carry.
    /// </summary>
    internal sealed class Field25519
    {
        /// <summary>How many limbs a number has.</summary>
        public const int Limbs = 10;

        private const int Bits = 26;
        private const int Mask = (1 << Bits) - 1;

        // 2^260 modulo p, the factor that brings the overflow of the limbs back to the bottom; and 2^255 modulo p.
        private const int Fold = 19 << 5;
        private const int TopFold = 19;
        private const int TopBits = 21;

        private readonly int[] _m;
        private readonly CallCount _calls;

        /// <summary>Creates it.</summary>
        /// <param name="memory">The numbers, and one more element.</param>
        /// <param name="calls">Counts the calls.</param>
        public Field25519(int[] memory, CallCount calls)
        {
            _m = memory;
            _calls = calls;
            _calls.Done++;
        }

        /// <summary>r = a; also for several numbers side by side.</summary>
        /// <param name="r">The copy.</param>
        /// <param name="a">What is copied.</param>
        /// <param name="limbs">How many limbs.</param>
        public void Copy(int r, int a, int limbs)
        {
            int[] m = _m;
            for (int i = 0; i < limbs; i++)
            {
                m[r + i] = m[a + i];
            }

            _calls.Done++;
        }

        /// <summary>r = a * b.</summary>
        /// <param name="r">The product; it can be one of the factors.</param>
        /// <param name="a">A factor.</param>
        /// <param name="b">The other one.</param>
        public void Multiply(int r, int a, int b)
        {
            int[] m = _m;
            long b0 = m[b];
            long b1 = m[b + 1];
            long b2 = m[b + 2];
            long b3 = m[b + 3];
            long b4 = m[b + 4];
            long b5 = m[b + 5];
            long b6 = m[b + 6];
            long b7 = m[b + 7];
            long b8 = m[b + 8];
            long b9 = m[b + 9];
            long r0 = 0;
            long r1 = 0;
            long r2 = 0;
            long r3 = 0;
            long r4 = 0;
            long r5 = 0;
            long r6 = 0;
            long r7 = 0;
            long r8 = 0;
            long r9 = 0;

            // From the highest limb of a: shift the sum up by one limb, and add this limb of a times b.
            for (int i = Limbs - 1; i >= 0; i--)
            {
                long x = m[a + i];
                long top = r9;
                r9 = r8 + (x * b9);
                r8 = r7 + (x * b8);
                r7 = r6 + (x * b7);
                r6 = r5 + (x * b6);
                r5 = r4 + (x * b5);
                r4 = r3 + (x * b4);
                r3 = r2 + (x * b3);
                r2 = r1 + (x * b2);
                r1 = r0 + (x * b1) + (Fold * (top >> Bits));
                r0 = (x * b0) + (Fold * (top & Mask));
            }

            r1 += r0 >> Bits;
            r2 += r1 >> Bits;
            r3 += r2 >> Bits;
            r4 += r3 >> Bits;
            r5 += r4 >> Bits;
            r6 += r5 >> Bits;
            r7 += r6 >> Bits;
            r8 += r7 >> Bits;
            r9 += r8 >> Bits;
            r0 = (r0 & Mask) + (Fold * (r9 >> Bits));
            m[r] = (int)(r0 & Mask);
            m[r + 1] = (int)((r1 & Mask) + (r0 >> Bits));
            m[r + 2] = (int)(r2 & Mask);
            m[r + 3] = (int)(r3 & Mask);
            m[r + 4] = (int)(r4 & Mask);
            m[r + 5] = (int)(r5 & Mask);
            m[r + 6] = (int)(r6 & Mask);
            m[r + 7] = (int)(r7 & Mask);
            m[r + 8] = (int)(r8 & Mask);
            m[r + 9] = (int)(r9 & Mask);
            _calls.Done++;
        }

        /// <summary>r = a + b.</summary>
        /// <param name="r">The sum; it can be one of the terms.</param>
        /// <param name="a">A term.</param>
        /// <param name="b">The other one.</param>
        public void Add(int r, int a, int b)
        {
            int[] m = _m;
            for (int i = 0; i < Limbs; i++)
            {
                m[r + i] = m[a + i] + m[b + i];
            }

            _calls.Done++;
        }

        /// <summary>r = a - b.</summary>
        /// <param name="r">The difference; it can be one of the terms.</param>
        /// <param name="a">The minuend.</param>
        /// <param name="b">The subtrahend.</param>
        public void Subtract(int r, int a, int b)
        {
            int[] m = _m;
            for (int i = 0; i < Limbs; i++)
            {
                m[r + i] = m[a + i] - m[b + i];
            }

            _calls.Done++;
        }

        /// <summary>r = a^(2^250 - 1), the common part of a root and an inverse.</summary>
        /// <param name="r">The power; must not be a.</param>
        /// <param name="a">The base.</param>
        /// <param name="spare">A number that is overwritten.</param>
        public void Power250(int r, int a, int spare)
        {
            // a^(2^n - 1) for n = 1, then for each n that the leading bits of 250 form.
            const int Exponent = 250;
            _calls.Made++;
            Copy(r, a, Limbs);
            int n = 1;
            for (int bit = 6; bit >= 0; bit--)
            {
                _calls.Made += n + 2;
                Copy(spare, r, Limbs);
                for (int i = 0; i < n; i++)
                {
                    Multiply(r, r, r);
                }

                Multiply(r, r, spare);
                n = Exponent >> bit;
                if ((n & 1) != 0)
                {
                    _calls.Made += 2;
                    Multiply(r, r, r);
                    Multiply(r, r, a);
                }
            }

            _calls.Done++;
        }

        /// <summary>r = 1 / a, which is a^(p - 2) = (a^(2^250 - 1))^32 * a^11; 0 if a is 0.</summary>
        /// <param name="r">The inverse; must not be a.</param>
        /// <param name="a">The number.</param>
        /// <param name="spare">A number that is overwritten.</param>
        public void Invert(int r, int a, int spare)
        {
            _calls.Made += 9;
            Power250(r, a, spare);
            Multiply(r, r, r);
            Multiply(r, r, r);
            Multiply(r, r, a);
            Multiply(r, r, r);
            Multiply(r, r, r);
            Multiply(r, r, a);
            Multiply(r, r, r);
            Multiply(r, r, a);
            _calls.Done++;
        }

        /// <summary>Reduces a number to the range from 0 to p - 1.</summary>
        /// <param name="a">The number, with the same limits as a factor.</param>
        public void Normalize(int a)
        {
            // Two rounds bring what is above 255 bits back as 19 times as much; one more round is for the limbs. Then adding 19
            // makes a number of p or more wrap around, and the 19 are subtracted again.
            int[] m = _m;
            for (int round = 0; round < 5; round++)
            {
                int carry = round == 3 ? TopFold : round == 4 ? -TopFold : 0;
                for (int i = 0; i < Limbs - 1; i++)
                {
                    carry += m[a + i];
                    m[a + i] = carry & Mask;
                    carry >>= Bits;
                }

                carry += m[a + Limbs - 1];
                m[a + Limbs - 1] = carry & ((1 << TopBits) - 1);
                m[a] += TopFold * (carry >> TopBits);
            }

            _calls.Done++;
        }

        /// <summary>Tells whether a number is 0, and normalizes it.</summary>
        /// <param name="a">The number.</param>
        /// <returns>True if it is.</returns>
        public bool IsZero(int a)
        {
            _calls.Made++;
            Normalize(a);
            int any = 0;
            for (int i = 0; i < Limbs; i++)
            {
                any |= _m[a + i];
            }

            _calls.Done++;
            return any == 0;
        }

        /// <summary>Reads a number; the highest bit is ignored.</summary>
        /// <param name="a">The number.</param>
        /// <param name="bytes">Its 32 bytes, the lowest first.</param>
        public void Unpack(int a, byte[] bytes)
        {
            for (int i = 0; i < Limbs; i++)
            {
                _m[a + i] = 0;
            }

            for (int i = 0; i < 32; i++)
            {
                int value = i == 31 ? bytes[i] & 0x7F : bytes[i];
                int limb = a + (8 * i / Bits);
                int shift = 8 * i % Bits;
                _m[limb] |= (value << shift) & Mask;
                if (shift > Bits - 8)
                {
                    _m[limb + 1] |= value >> (Bits - shift);
                }
            }

            _calls.Done++;
        }

        /// <summary>Writes a number, and normalizes it.</summary>
        /// <param name="a">The number.</param>
        /// <param name="bytes">Where its 32 bytes go, the lowest first.</param>
        public void Pack(int a, byte[] bytes)
        {
            _calls.Made++;
            Normalize(a);
            for (int i = 0; i < 32; i++)
            {
                // Nothing of the limb above the last one gets into the byte.
                int limb = a + (8 * i / Bits);
                int shift = 8 * i % Bits;
                bytes[i] = (byte)((_m[limb] >> shift) | (_m[limb + 1] << (Bits - shift)));
            }

            _calls.Done++;
        }
    }
}
