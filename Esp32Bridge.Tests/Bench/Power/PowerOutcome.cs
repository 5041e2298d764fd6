namespace Esp32Bridge.Bench.Power
{
    /// <summary>The outcome of a run after the supply has come back.</summary>
    public enum PowerOutcome
    {
        /// <summary>Both targets run what the job requires.</summary>
        Converged,

        /// <summary>Both targets run a whole program, and the device reported why it is not what the job requires.</summary>
        Reported,

        /// <summary>A target does not run a whole program, or the device did not report the cause, or the job never ended.</summary>
        Dead,
    }
}
