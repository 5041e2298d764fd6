namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The result of a run.</summary>
    public sealed class TrialResult
    {
        /// <summary>Creates the result.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="outcome">The outcome.</param>
        /// <param name="remark">The reason, or an empty text.</param>
        /// <param name="log">The log of the firmware.</param>
        public TrialResult(FaultTrial trial, Outcome outcome, string remark, string log)
        {
            Trial = trial;
            Outcome = outcome;
            Remark = remark;
            Log = log;
        }

        /// <summary>Gets the run.</summary>
        public FaultTrial Trial { get; }

        /// <summary>Gets the outcome.</summary>
        public Outcome Outcome { get; }

        /// <summary>Gets the reason, or an empty text.</summary>
        public string Remark { get; }

        /// <summary>Gets how often targets were programmed in the job.</summary>
        public int Attempts { get; init; }

        /// <summary>Gets the number of bytes on the lines in the job, in both directions.</summary>
        public int Bytes { get; init; }

        /// <summary>Gets the time of the job for the slower target, in microseconds.</summary>
        public long Time { get; init; }

        /// <summary>Gets the number of jobs.</summary>
        public int Jobs { get; init; }

        /// <summary>Gets how often a cut during a write of the record was tried, and whether the record was lost.</summary>
        public int Restarts { get; init; }

        /// <summary>Gets the number of offered jobs that had ended or had a false signature.</summary>
        public int RefusedOffers { get; init; }

        /// <summary>Gets the number of downloads that delivered another image than the one in the job.</summary>
        public int ForeignDownloads { get; init; }

        /// <summary>Gets the log of the firmware, with "|" after each line.</summary>
        public string Log { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Trial}: {Outcome}{(Remark.Length == 0 ? string.Empty : ": " + Remark)}";
        }
    }
}
