using System.Linq;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>One run of a campaign: a job, and what goes wrong with it.</summary>
    public sealed class FaultTrial
    {
        /// <summary>Creates a run.</summary>
        /// <param name="number">Its number within the campaign.</param>
        /// <param name="job">The job.</param>
        /// <param name="faults">What goes wrong.</param>
        public FaultTrial(int number, TrialJob job, params LineFault[] faults)
        {
            Number = number;
            Job = job;
            Faults = faults;
        }

        /// <summary>Gets its number within the campaign.</summary>
        public int Number { get; }

        /// <summary>Gets the job.</summary>
        public TrialJob Job { get; }

        /// <summary>Gets what goes wrong.</summary>
        public LineFault[] Faults { get; }

        /// <summary>Says what it takes to repeat it.</summary>
        /// <returns>The text.</returns>
        public override string ToString()
        {
            return $"run {Number}: {Job}: {string.Join(" and ", Faults.Select(fault => $"{fault.Kind} at byte {fault.Position} (variant {fault.Variant})"))}";
        }
    }
}
