namespace Esp32Bridge.Tests.Model
{
    /// <summary>A byte in transit on a line.</summary>
    public sealed class LateByte
    {
        /// <summary>Creates the byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="arrival">When it arrives, in microseconds.</param>
        public LateByte(byte value, long arrival)
        {
            Value = value;
            Arrival = arrival;
        }

        /// <summary>Gets the byte.</summary>
        public byte Value { get; }

        /// <summary>Gets when it arrives, in microseconds.</summary>
        public long Arrival { get; }
    }
}
