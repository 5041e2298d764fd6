namespace Esp32Bridge.Ota
{
    /// <summary>A task that polls or reports to a server from time to time. One thread calls it.</summary>
    public interface INetworkTask
    {
        /// <summary>Gets when it is due, as <see cref="Timing.IClock.Milliseconds"/>; <see cref="long.MaxValue"/> if there is nothing to do.</summary>
        long DueAt { get; }

        /// <summary>Makes one attempt, with timeouts. Network errors are not thrown: the task is due again later.</summary>
        void Attempt();
    }
}
