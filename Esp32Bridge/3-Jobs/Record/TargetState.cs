namespace Esp32Bridge.Jobs
{
    /// <summary>The states of a target in a job, as they stand in the record, in reports and in the status.</summary>
    public static class TargetState
    {
        /// <summary>Its turn has not come.</summary>
        public const string Waiting = "waiting";

        /// <summary>It cannot be programmed before its supply was off for a moment; it is tried again like one that waits.</summary>
        public const string NeedsPowerCycle = "needs a power cycle";

        /// <summary>Its image is downloaded once and held against the job.</summary>
        public const string Downloading = "downloading";

        /// <summary>Its flash is written.</summary>
        public const string Programming = "programming";

        /// <summary>What was written is held against the SHA-256 of the image.</summary>
        public const string Verifying = "verifying";

        /// <summary>It has the image and was started.</summary>
        public const string Committed = "committed";

        /// <summary>Its program said that it is well.</summary>
        public const string Healthy = "healthy";

        /// <summary>The previous image is brought back.</summary>
        public const string PuttingBack = "putting back";

        /// <summary>It has its previous image again.</summary>
        public const string PutBack = "put back";

        /// <summary>It did not work; the cause says why.</summary>
        public const string Failed = "failed";
    }
}
