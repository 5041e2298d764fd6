namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>A cost on the line.</summary>
    /// <param name="Sent">The bytes to the part.</param>
    /// <param name="Received">The bytes from the part.</param>
    /// <param name="RoundTrips">How often the firmware waited for the part after it sent something.</param>
    /// <param name="LineTime">The time of the bytes on the line, in microseconds.</param>
    /// <param name="PartTime">The additional time of the part, its resets and timeouts, in microseconds.</param>
    public readonly record struct WireCost(int Sent, int Received, int RoundTrips, double LineTime, double PartTime)
    {
        private const int BitsPerByte = 11;
        private const double Second = 1000000;

        /// <summary>Adds two costs.</summary>
        /// <param name="left">The first cost.</param>
        /// <param name="right">The second cost.</param>
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

        /// <summary>Creates the cost of bytes and of the part's work.</summary>
        /// <param name="sent">The bytes to the part.</param>
        /// <param name="received">The bytes from the part.</param>
        /// <param name="roundTrips">How often the firmware waits for the part.</param>
        /// <param name="baudRate">The rate in baud; a byte is 11 bits (AN3155 2.1).</param>
        /// <param name="partTime">The additional time of the part, in microseconds.</param>
        /// <returns>The cost.</returns>
        public static WireCost Of(int sent, int received, int roundTrips, int baudRate, double partTime = 0)
        {
            return new WireCost(sent, received, roundTrips, (sent + received) * (BitsPerByte * Second / baudRate), partTime);
        }

        /// <summary>Computes the total time.</summary>
        /// <param name="turnaround">The time of each round trip in addition to its bytes, in milliseconds.</param>
        /// <returns>The time in seconds.</returns>
        public double TimeAt(double turnaround)
        {
            return ((LineTime + PartTime) / Second) + (RoundTrips * turnaround / 1000);
        }
    }
}
