namespace Esp32Bridge.Bench.Power
{
    /// <summary>What became of a run.</summary>
    public sealed class PowerResult
    {
        /// <summary>Creates the result.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="outcome">How it ended.</param>
        /// <param name="remark">Why it did not converge, or an empty text.</param>
        /// <param name="log">What the firmware said.</param>
        public PowerResult(PowerTrial trial, PowerOutcome outcome, string remark, string[] log)
        {
            Trial = trial;
            Outcome = outcome;
            Remark = remark;
            Log = log;
        }

        /// <summary>Gets the run.</summary>
        public PowerTrial Trial { get; }

        /// <summary>Gets how it ended.</summary>
        public PowerOutcome Outcome { get; }

        /// <summary>Gets why it did not converge, or an empty text.</summary>
        public string Remark { get; }

        /// <summary>Gets what the firmware said.</summary>
        public string[] Log { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Trial}: {Outcome.ToString().ToLowerInvariant()}{(Remark.Length == 0 ? string.Empty : ": " + Remark)}";
        }
    }
}
