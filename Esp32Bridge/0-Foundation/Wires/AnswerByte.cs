namespace Esp32Bridge.Wires
{
    /// <summary>The answers of a bootloader (AN3155 3, AN4221 3, AN4286 3), and what can come in their place.</summary>
    public static class AnswerByte
    {
        /// <summary>The part accepts.</summary>
        public const byte Ack = 0x79;

        /// <summary>The part refuses.</summary>
        public const byte Nack = 0x1F;

        /// <summary>No byte came in time.</summary>
        public const int Nothing = -1;

        /// <summary>The part did not acknowledge its I2C address, or a byte that was sent to it.</summary>
        public const int NotAcknowledged = -2;

        /// <summary>The part held SCL low for longer than the ESP32 waits, or the I2C bus was not free.</summary>
        public const int ClockHeld = -3;

        /// <summary>Names what came.</summary>
        /// <param name="heard">A byte, or one of the constants.</param>
        /// <returns>The text.</returns>
        public static string NameOf(int heard)
        {
            switch (heard)
            {
                case Nothing:
                    return "none";
                case NotAcknowledged:
                    return "no acknowledge on the bus";
                case ClockHeld:
                    return "a clock or a bus that was held";
                default:
                    return "0x" + heard.ToString("X2");
            }
        }
    }
}
