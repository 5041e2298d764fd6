namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>What became of a run.</summary>
    public sealed class TrialResult
    {
        /// <summary>Creates the result.</summary>
        /// <param name="trial">The run.</param>
        /// <param name="outcome">What became of it.</param>
        /// <param name="remark">Why; or empty.</param>
        /// <param name="log">What the firmware said.</param>
        public TrialResult(FaultTrial trial, Outcome outcome, string remark, string log)
        {
            Trial = trial;
            Outcome = outcome;
            Remark = remark;
            Log = log;
        }

        /// <summary>Gets the run.</summary>
        public FaultTrial Trial { get; }

        /// <summary>Gets what became of it.</summary>
        public Outcome Outcome { get; }

        /// <summary>Gets why, or an empty text.</summary>
        public string Remark { get; }

        /// <summary>Gets how often targets were programmed in the job.</summary>
        public int Attempts { get; init; }

        /// <summary>Gets how many bytes went over the lines in the job, in both directions.</summary>
        public int Bytes { get; init; }

        /// <summary>Gets how long the job took, in microseconds: that of the slower target.</summary>
        public long Time { get; init; }

        /// <summary>Gets how many jobs were carried out.</summary>
        public int Jobs { get; init; }

        /// <summary>Gets how many times a cut in the writing of the record was tried, and whether the record was lost altogether.</summary>
        public int Restarts { get; init; }

        /// <summary>Gets how many jobs were offered that had ended, or had a false signature.</summary>
        public int RefusedOffers { get; init; }

        /// <summary>Gets how many downloads brought another image than the job names.</summary>
        public int ForeignDownloads { get; init; }

        /// <summary>Gets what the firmware said, with a "|" behind each line.</summary>
        public string Log { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Trial}: {Outcome}{(Remark.Length == 0 ? string.Empty : ": " + Remark)}";
        }
    }
}
