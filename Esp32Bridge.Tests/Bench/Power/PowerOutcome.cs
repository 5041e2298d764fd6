namespace Esp32Bridge.Bench.Power
{
    /// <summary>How a run ended, when the supply was back.</summary>
    public enum PowerOutcome
    {
        /// <summary>Both targets run what the job wants.</summary>
        Converged,

        /// <summary>Both targets run a whole program, and it was reported why it is not what the job wants.</summary>
        Reported,

        /// <summary>A target runs no whole program, or nobody was told, or it never ended.</summary>
        Dead,
    }
}
