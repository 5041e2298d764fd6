using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The cost of a full programming on the line, and the least possible cost.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="BaudRate">The rate in baud.</param>
    /// <param name="Turnaround">The time of each round trip in addition to its bytes, in milliseconds.</param>
    /// <param name="Actual">The cost of the firmware, by phase.</param>
    /// <param name="Least">The least cost, by phase.</param>
    /// <param name="Computed">The total cost if the part computes checksums instead; nothing without an emulated core.</param>
    public sealed record WireResult(
        string Part,
        int Size,
        int BaudRate,
        double Turnaround,
        IReadOnlyDictionary<WirePhase, WireCost> Actual,
        IReadOnlyDictionary<WirePhase, WireCost> Least,
        WireCost Computed)
    {
        /// <summary>Gets the total cost of the firmware.</summary>
        public WireCost ActualTotal
        {
            get { return Sum(Actual); }
        }

        /// <summary>Gets the total least cost.</summary>
        public WireCost LeastTotal
        {
            get { return Sum(Least); }
        }

        /// <summary>Gets the least time divided by that of the firmware, at most 1.</summary>
        public double Efficiency
        {
            get { return LeastTotal.TimeAt(Turnaround) / ActualTotal.TimeAt(Turnaround); }
        }

        /// <summary>Gets the time with checksums divided by that of reading back; 0 without an emulated core.</summary>
        public double Share
        {
            get { return Computed.TimeAt(Turnaround) / ActualTotal.TimeAt(Turnaround); }
        }

        /// <summary>Computes the avoidable time of a phase.</summary>
        /// <param name="phase">The phase.</param>
        /// <returns>The time in milliseconds.</returns>
        public double LossOf(WirePhase phase)
        {
            return 1000 * (Actual.GetValueOrDefault(phase).TimeAt(Turnaround) - Least.GetValueOrDefault(phase).TimeAt(Turnaround));
        }

        private static WireCost Sum(IReadOnlyDictionary<WirePhase, WireCost> costs)
        {
            return costs.Values.Aggregate(default(WireCost), (sum, cost) => sum + cost);
        }
    }
}
