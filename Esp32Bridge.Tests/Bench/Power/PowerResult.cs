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

        /// <summary>Gets how many jobs were carried out.</summary>
        public int Jobs { get; init; }

        /// <summary>Gets how many jobs were offered that had ended, or had a false signature.</summary>
        public int RefusedOffers { get; init; }

        /// <summary>Gets how many downloads got another image than the job names.</summary>
        public int ForeignDownloads { get; init; }

        /// <summary>Gets how often both slots of the record were spoilt.</summary>
        public int LostRecords { get; init; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Trial}: {Outcome.ToString().ToLowerInvariant()}{(Remark.Length == 0 ? string.Empty : ": " + Remark)}";
        }
    }
}
