using System.Linq;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>One run of a campaign: a job for one target or for two, and its faults.</summary>
    public sealed class FaultTrial
    {
        /// <summary>Creates a run with one target.</summary>
        /// <param name="number">Its number within the campaign.</param>
        /// <param name="job">The job of the target.</param>
        /// <param name="faults">The faults.</param>
        public FaultTrial(int number, TrialJob job, params LineFault[] faults)
            : this(number, false, new TrialTarget(TrialTarget.First, job, faults))
        {
        }

        /// <summary>Creates a run.</summary>
        /// <param name="number">Its number within the campaign.</param>
        /// <param name="isTogether">Whether the targets get their images together or not at all.</param>
        /// <param name="targets">The targets, one or two.</param>
        public FaultTrial(int number, bool isTogether, params TrialTarget[] targets)
        {
            Number = number;
            IsTogether = isTogether;
            Targets = targets;
        }

        /// <summary>Gets its number within the campaign.</summary>
        public int Number { get; }

        /// <summary>Gets whether the targets get their images together or not at all.</summary>
        public bool IsTogether { get; }

        /// <summary>Gets the targets.</summary>
        public TrialTarget[] Targets { get; }

        /// <summary>Gets or sets whether a second job follows although the first one succeeded, and whether restarts and offers of old and forged jobs are judged.</summary>
        public bool HasSecondJob { get; init; }

        /// <summary>Gets the job of the first target.</summary>
        public TrialJob Job
        {
            get { return Targets[0].Job; }
        }

        /// <summary>Describes the run, so that it can be repeated.</summary>
        /// <returns>The text.</returns>
        public override string ToString()
        {
            return Targets.Length == 1
                ? $"run {Number}: {Targets[0]}"
                : $"run {Number}: {string.Join("; ", Targets.Select(target => $"{target.Name}: {target}"))}{(IsTogether ? "; together" : string.Empty)}";
        }
    }
}
