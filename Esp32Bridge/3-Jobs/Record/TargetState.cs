namespace Esp32Bridge.Jobs
{
    /// <summary>The states of a target in a job, as written in the record, in reports and in the status.</summary>
    public static class TargetState
    {
        /// <summary>It has not begun, or waits for the next attempt.</summary>
        public const string Waiting = "waiting";

        /// <summary>It cannot be programmed before its supply was off for a moment. It is tried again like a waiting one.</summary>
        public const string NeedsPowerCycle = "needs a power cycle";

        /// <summary>Its image is being downloaded and compared with the job.</summary>
        public const string Downloading = "downloading";

        /// <summary>Its flash is being written.</summary>
        public const string Programming = "programming";

        /// <summary>Its flash is being compared with the SHA-256 of the image.</summary>
        public const string Verifying = "verifying";

        /// <summary>It has the image and was started.</summary>
        public const string Committed = "committed";

        /// <summary>Its program has sent its sign of health.</summary>
        public const string Healthy = "healthy";

        /// <summary>The previous image is being restored.</summary>
        public const string PuttingBack = "putting back";

        /// <summary>It has its previous image again.</summary>
        public const string PutBack = "put back";

        /// <summary>It failed; the cause says why.</summary>
        public const string Failed = "failed";
    }
}
