using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The times of the firmware in one case, next to others of the same runs.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="Goal">The goal: the largest ratio.</param>
    /// <param name="Firmware">The firmware's programming times, run by run.</param>
    /// <param name="Reading">Those of the same jobs with --read-back; empty if there are none.</param>
    /// <param name="Other">The other times in seconds, run by run; empty if there are none.</param>
    public sealed record Comparison(string Case, int Size, double Goal, IReadOnlyList<JobTime> Firmware, IReadOnlyList<JobTime> Reading, IReadOnlyList<double> Other)
    {
        /// <summary>Gets whether there are times to compare with.</summary>
        public bool HasRatio
        {
            get { return Other.Count > 0; }
        }

        /// <summary>Gets the median of the ratios of the jobs that read all back.</summary>
        public double ReadingRatio
        {
            get { return Median(Reading.Zip(Other, (reading, other) => reading.Programming / other)); }
        }

        /// <summary>Gets the firmware's time divided by the other one, run by run.</summary>
        public IReadOnlyList<double> Ratios
        {
            get { return Firmware.Zip(Other, (firmware, other) => firmware.Programming / other).ToArray(); }
        }

        /// <summary>Gets the median of the ratios.</summary>
        public double Ratio
        {
            get { return Median(Ratios); }
        }

        /// <summary>Computes the median of numbers.</summary>
        /// <param name="numbers">The numbers, one or more.</param>
        /// <returns>The one in the middle, or the mean of the two there.</returns>
        public static double Median(IEnumerable<double> numbers)
        {
            double[] sorted = numbers.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
