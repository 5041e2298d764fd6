namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>What something costs on a line.</summary>
    /// <param name="Sent">The bytes to the part.</param>
    /// <param name="Received">The bytes from the part.</param>
    /// <param name="RoundTrips">How often the part was awaited after something was sent.</param>
    /// <param name="LineTime">How long the bytes are on the line, in microseconds.</param>
    /// <param name="PartTime">What the part and its resets take besides, and what nobody but a timeout ends, in microseconds.</param>
    public readonly record struct WireCost(int Sent, int Received, int RoundTrips, double LineTime, double PartTime)
    {
        private const int BitsPerByte = 11;
        private const double Second = 1000000;

        /// <summary>Adds two of them.</summary>
        /// <param name="left">The one.</param>
        /// <param name="right">The other.</param>
        /// <returns>The sum.</returns>
        public static WireCost operator +(WireCost left, WireCost right)
        {
            return new WireCost(
                left.Sent + right.Sent,
                left.Received + right.Received,
                left.RoundTrips + right.RoundTrips,
                left.LineTime + right.LineTime,
                left.PartTime + right.PartTime);
        }

        /// <summary>Makes the cost of bytes, and of what the part does meanwhile.</summary>
        /// <param name="sent">The bytes to the part.</param>
        /// <param name="received">The bytes from the part.</param>
        /// <param name="roundTrips">How often the part is awaited.</param>
        /// <param name="baudRate">The rate in baud; a byte is 11 bits (AN3155 2.1).</param>
        /// <param name="partTime">What the part takes besides, in microseconds.</param>
        /// <returns>The cost.</returns>
        public static WireCost Of(int sent, int received, int roundTrips, int baudRate, double partTime = 0)
        {
            return new WireCost(sent, received, roundTrips, (sent + received) * (BitsPerByte * Second / baudRate), partTime);
        }

        /// <summary>Tells how long it takes.</summary>
        /// <param name="turnaround">What each round trip costs besides the bytes, in milliseconds.</param>
        /// <returns>The time in seconds.</returns>
        public double TimeAt(double turnaround)
        {
            return ((LineTime + PartTime) / Second) + (RoundTrips * turnaround / 1000);
        }
    }
}
