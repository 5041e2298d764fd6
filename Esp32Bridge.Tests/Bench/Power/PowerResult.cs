namespace Esp32Bridge.Bench.Power
{
    /// <summary>The result of a run.</summary>
    public sealed class PowerResult
    {
        /// <summary>Creates the result.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="outcome">The outcome.</param>
        /// <param name="remark">Why it did not converge, or an empty text.</param>
        /// <param name="log">The log of the firmware.</param>
        public PowerResult(PowerTrial trial, PowerOutcome outcome, string remark, string[] log)
        {
            Trial = trial;
            Outcome = outcome;
            Remark = remark;
            Log = log;
        }

        /// <summary>Gets the run.</summary>
        public PowerTrial Trial { get; }

        /// <summary>Gets the outcome.</summary>
        public PowerOutcome Outcome { get; }

        /// <summary>Gets why it did not converge, or an empty text.</summary>
        public string Remark { get; }

        /// <summary>Gets the log of the firmware.</summary>
        public string[] Log { get; }

        /// <summary>Gets the number of jobs.</summary>
        public int Jobs { get; init; }

        /// <summary>Gets the number of offered jobs that had ended or had a false signature.</summary>
        public int RefusedOffers { get; init; }

        /// <summary>Gets the number of downloads that got another image than the one in the job.</summary>
        public int ForeignDownloads { get; init; }

        /// <summary>Gets how often both slots of the record were corrupted.</summary>
        public int LostRecords { get; init; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Trial}: {Outcome.ToString().ToLowerInvariant()}{(Remark.Length == 0 ? string.Empty : ": " + Remark)}";
        }
    }
}
