namespace Esp32Bridge.Tests.Model
{
    /// <summary>How well a line between a host and a part carries bytes, by the rate.</summary>
    public sealed class LineQuality
    {
        private const byte Garbage = 0x2A;
        private const byte FlippedBit = 0x20;

        private int _carried;

        /// <summary>Gets or sets the highest rate that is carried, in baud; above it, bytes arrive as garbage.</summary>
        public int CarriedRate { get; set; } = int.MaxValue;

        /// <summary>Gets or sets the lowest rate at which every <see cref="Interval"/>th byte has a wrong bit, in baud.</summary>
        public int MarginalRate { get; set; } = int.MaxValue;

        /// <summary>Gets or sets how many bytes pass at a marginal rate for one with a wrong bit, both directions counted together; 1 or more.</summary>
        public int Interval { get; set; } = 1;

        /// <summary>Carries a byte.</summary>
        /// <param name="value">The byte that is sent.</param>
        /// <param name="baudRate">At which rate.</param>
        /// <returns>The byte that arrives.</returns>
        public byte Carry(byte value, int baudRate)
        {
            if (baudRate > CarriedRate)
            {
                return (byte)(value ^ Garbage);
            }

            if (baudRate < MarginalRate)
            {
                return value;
            }

            _carried++;
            return (byte)(_carried % Interval == 0 ? value ^ FlippedBit : value);
        }
    }
}
