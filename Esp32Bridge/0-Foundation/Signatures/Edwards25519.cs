namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Points of the curve of Ed25519 (RFC 8032 5.1) in extended coordinates: X, Y, Z, T one after the other in the memory of
    /// <see cref="Field25519"/>, with x = X / Z, y = Y / Z, x * y = T / Z. An instance holds 1.4 KB.
    /// </summary>
    internal sealed class Edwards25519
    {
        // Positions of the numbers. First the constants: d, the square root of -1, the base point, 1, and 0.
        private const int Limbs = Field25519.Limbs;
        private const int D = 0;
        private const int Root = D + Limbs;
        private const int BaseX = Root + Limbs;
        private const int One = BaseX + (2 * Limbs);
        private const int Zero = One + Limbs;

        // Two points: the result of each calculation, and the key.
        private const int Sum = Zero + Limbs;
        private const int Key = Sum + Point;
        private const int Point = 4 * Limbs;
        private const int Y = Limbs;
        private const int Z = 2 * Limbs;
        private const int T = 3 * Limbs;

        // The summands, in the form that AddPrepared takes: the base point, the key, and the sum of both.
        private const int PreparedBase = Key + Point;
        private const int PreparedKey = PreparedBase + Point;
        private const int PreparedBoth = PreparedKey + Point;

        // Temporary numbers of a method.
        private const int T0 = PreparedBoth + Point;
        private const int T1 = T0 + Limbs;
        private const int T2 = T1 + Limbs;
        private const int T3 = T2 + Limbs;
        private const int T4 = T3 + Limbs;
        private const int T5 = T4 + Limbs;
        private const int T6 = T5 + Limbs;
        private const int T7 = T6 + Limbs;

        // L is less than 2^253.
        private const int HighestBit = 252;

        private readonly int[] _m = new int[T7 + Limbs + 1];
        private readonly Field25519 _field;
        private readonly CallCount _calls;

        /// <summary>Creates it.</summary>
        /// <param name="calls">Counts the calls.</param>
        public Edwards25519(CallCount calls)
        {
            int[] constants = new int[]
            {
                0x35978a3, 0x2d37284, 0x18ab75e, 0x1350507, 0x000700a, 0x1de7a26, 0x0740797, 0x3f9ce33, 0x0ee2b6f, 0x01480db,
                0x20ea0b0, 0x386c9d2, 0x2478c4e, 0x01ab4bf, 0x32f4318, 0x37ef5e9, 0x0d00993, 0x37c2cad, 0x0804fc1, 0x00ae0c9,
                0x325d51a, 0x18b5823, 0x27b2c95, 0x1825496, 0x0692cc7, 0x375b717, 0x24e231f, 0x14ffb02, 0x2d3cd6e, 0x0085a4d,
                0x2666658, 0x1999999, 0x2666666, 0x1999999, 0x2666666, 0x1999999, 0x2666666, 0x1999999, 0x2666666, 0x0199999,
                1,
            };
            for (int i = 0; i < constants.Length; i++)
            {
                _m[i] = constants[i];
            }

            _calls = calls;
            _calls.Made++;
            _field = new Field25519(_m, calls);
            if (_m[One] != 0)
            {
                _calls.Done++;
            }
        }

        /// <summary>Reads the point of a key (RFC 8032 5.1.3) and keeps its negative.</summary>
        /// <param name="bytes">Its 32 bytes.</param>
        /// <returns>
        /// False if they are not a point of the curve, or not its only valid encoding (y of p or more, a sign with x = 0). Also
        /// false for the eight points of small order: such a key fits signatures of many messages.
        /// </returns>
        public bool LoadKey(byte[] bytes)
        {
            _calls.Made += 19;
            Field25519 field = _field;
            field.Unpack(Key + Y, bytes);

            // x^2 = u / v, and x = u * v^3 * (u * v^7)^((p - 5) / 8), or that times the root of -1.
            field.Multiply(T0, Key + Y, Key + Y);
            field.Multiply(T1, T0, D);
            field.Subtract(T0, T0, One);
            field.Add(T1, T1, One);
            field.Multiply(T2, T1, T1);
            field.Multiply(T2, T2, T1);
            field.Multiply(T3, T2, T2);
            field.Multiply(T3, T3, T1);
            field.Multiply(T3, T3, T0);
            field.Power250(T4, T3, T5);
            field.Multiply(T4, T4, T4);
            field.Multiply(T4, T4, T4);
            field.Multiply(T4, T4, T3);
            field.Multiply(T4, T4, T2);
            field.Multiply(Key, T4, T0);
            field.Multiply(T2, Key, Key);
            field.Multiply(T2, T2, T1);
            bool isPoint = IsSame(T2, T0);
            if (!isPoint)
            {
                _calls.Made += 3;
                field.Subtract(T0, Zero, T0);
                isPoint = IsSame(T2, T0);
                field.Multiply(Key, Key, Root);
            }

            // The negative: with the other sign than the encoded one.
            _calls.Made += 2;
            bool isZero = field.IsZero(Key);
            int sign = bytes[31] >> 7;
            if ((_m[Key] & 1) == sign)
            {
                _calls.Made++;
                field.Subtract(Key, Zero, Key);
            }

            Complete(Key);

            // The encoded y must be below p. Eight times a point of small order is the neutral point, whose x is 0.
            _calls.Made += 6;
            byte[] written = new byte[bytes.Length];
            field.Pack(Key + Y, written);
            written[31] |= (byte)(sign << 7);
            int difference = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                difference |= written[i] ^ bytes[i];
            }

            field.Copy(Sum, Key, Point);
            Double();
            Double();
            Double();
            bool isSmall = field.IsZero(Sum);
            _calls.Done++;
            return isPoint && !isZero && !isSmall && difference == 0;
        }

        /// <summary>Calculates a * B + b * K of the base point B and the point K that <see cref="LoadKey"/> keeps.</summary>
        /// <param name="a">The factor of the base point: 32 bytes, the lowest first, less than L.</param>
        /// <param name="b">The factor of K, likewise; 0 if there is no key.</param>
        /// <param name="encoding">Where the 32 bytes of the result go (RFC 8032 5.1.2).</param>
        public void MultiplyAndAdd(byte[] a, byte[] b, byte[] encoding)
        {
            _calls.Made += 7;
            _field.Copy(Sum, BaseX, 2 * Limbs);
            Complete(Sum);
            Prepare(PreparedBase, Sum);
            Prepare(PreparedKey, Key);
            AddPrepared(PreparedKey);
            Prepare(PreparedBoth, Sum);

            // Begin with the neutral point; then take one bit of both factors at a time.
            for (int i = 0; i < Point; i++)
            {
                _m[Sum + i] = 0;
            }

            _m[Sum + Y] = 1;
            _m[Sum + Z] = 1;
            for (int bit = HighestBit; bit >= 0; bit--)
            {
                _calls.Made++;
                Double();
                int ofBase = (a[bit >> 3] >> (bit & 7)) & 1;
                int ofKey = (b[bit >> 3] >> (bit & 7)) & 1;
                if ((ofBase | ofKey) != 0)
                {
                    _calls.Made++;
                    AddPrepared(ofKey == 0 ? PreparedBase : ofBase == 0 ? PreparedKey : PreparedBoth);
                }
            }

            Encode(encoding);
            _calls.Done++;
        }

        // Z and T of a point with x and y.
        private void Complete(int point)
        {
            _calls.Made += 2;
            _field.Copy(point + Z, One, Limbs);
            _field.Multiply(point + T, point, point + Y);
            _calls.Done++;
        }

        // Y - X, Y + X, 2d * T, 2Z.
        private void Prepare(int prepared, int point)
        {
            _calls.Made += 5;
            _field.Subtract(prepared, point + Y, point);
            _field.Add(prepared + Y, point + Y, point);
            _field.Multiply(prepared + Z, point + T, D);
            _field.Add(prepared + Z, prepared + Z, prepared + Z);
            _field.Add(prepared + T, point + Z, point + Z);
            _calls.Done++;
        }

        // The addition (RFC 8032 5.1.4), valid for all points.
        private void AddPrepared(int prepared)
        {
            _calls.Made += 14;
            Field25519 field = _field;
            field.Subtract(T0, Sum + Y, Sum);
            field.Multiply(T0, T0, prepared);
            field.Add(T1, Sum + Y, Sum);
            field.Multiply(T1, T1, prepared + Y);
            field.Multiply(T2, Sum + T, prepared + Z);
            field.Multiply(T3, Sum + Z, prepared + T);
            field.Subtract(T4, T1, T0);
            field.Subtract(T5, T3, T2);
            field.Add(T6, T3, T2);
            field.Add(T7, T1, T0);
            field.Multiply(Sum, T4, T5);
            field.Multiply(Sum + Y, T6, T7);
            field.Multiply(Sum + T, T4, T7);
            field.Multiply(Sum + Z, T5, T6);
            _calls.Done++;
        }

        // The doubling (RFC 8032 5.1.4).
        private void Double()
        {
            _calls.Made += 14;
            Field25519 field = _field;
            field.Multiply(T0, Sum, Sum);
            field.Multiply(T1, Sum + Y, Sum + Y);
            field.Multiply(T2, Sum + Z, Sum + Z);
            field.Add(T2, T2, T2);
            field.Add(T7, T0, T1);
            field.Add(T4, Sum, Sum + Y);
            field.Multiply(T4, T4, T4);
            field.Subtract(T4, T7, T4);
            field.Subtract(T6, T0, T1);
            field.Add(T5, T2, T6);
            field.Multiply(Sum, T4, T5);
            field.Multiply(Sum + Y, T6, T7);
            field.Multiply(Sum + T, T4, T7);
            field.Multiply(Sum + Z, T5, T6);
            _calls.Done++;
        }

        private void Encode(byte[] encoding)
        {
            _calls.Made += 5;
            _field.Invert(T0, Sum + Z, T1);
            _field.Multiply(T1, Sum, T0);
            _field.Multiply(T2, Sum + Y, T0);
            _field.Normalize(T1);
            _field.Pack(T2, encoding);
            encoding[31] |= (byte)((_m[T1] & 1) << 7);
            _calls.Done++;
        }

        private bool IsSame(int a, int b)
        {
            _calls.Made += 2;
            _field.Subtract(T7, a, b);
            bool same = _field.IsZero(T7);
            _calls.Done++;
            return same;
        }
    }
}
