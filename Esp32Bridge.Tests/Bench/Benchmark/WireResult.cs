using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>What a full programming cost on the line, and the least that it can cost.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="BaudRate">The rate in baud.</param>
    /// <param name="Turnaround">What each round trip costs besides the bytes, in milliseconds.</param>
    /// <param name="Actual">What the firmware took, by phase.</param>
    /// <param name="Least">The least, by phase.</param>
    public sealed record WireResult(
        string Part,
        int Size,
        int BaudRate,
        double Turnaround,
        IReadOnlyDictionary<WirePhase, WireCost> Actual,
        IReadOnlyDictionary<WirePhase, WireCost> Least)
    {
        /// <summary>Gets what the firmware took in all.</summary>
        public WireCost ActualTotal
        {
            get { return Sum(Actual); }
        }

        /// <summary>Gets the least in all.</summary>
        public WireCost LeastTotal
        {
            get { return Sum(Least); }
        }

        /// <summary>Gets the least time over that of the firmware, 1 at best.</summary>
        public double Efficiency
        {
            get { return LeastTotal.TimeAt(Turnaround) / ActualTotal.TimeAt(Turnaround); }
        }

        /// <summary>Tells how much time a phase takes that it does not need.</summary>
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
