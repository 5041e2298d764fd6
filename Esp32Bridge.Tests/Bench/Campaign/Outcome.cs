namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The state of a part after a job with faults.</summary>
    public enum Outcome
    {
        /// <summary>The job succeeded: the new image is whole and runs.</summary>
        Recovered,

        /// <summary>The job reported a failure; the old image is whole and runs.</summary>
        OldProgram,

        /// <summary>The job reported a failure; the part waits without a program that it could start, and the next job succeeded.</summary>
        NoProgram,

        /// <summary>The job reported a failure; the part has a whole program but does not run it, and the next job succeeded.</summary>
        Idle,

        /// <summary>The job reported a failure, although the new image is whole and runs.</summary>
        NewProgram,

        /// <summary>Anything else.</summary>
        Violation,
    }
}
