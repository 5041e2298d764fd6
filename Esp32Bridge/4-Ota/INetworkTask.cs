namespace Esp32Bridge.Ota
{
    /// <summary>Something that the device asks or tells others on the network, now and then. It is called by one thread.</summary>
    public interface INetworkTask
    {
        /// <summary>Gets when it is due, as <see cref="Timing.IClock.Milliseconds"/>; <see cref="long.MaxValue"/> when there is nothing to do.</summary>
        long DueAt { get; }

        /// <summary>Tries once, within bounds, and throws nothing that others do to it. What fails is due again later.</summary>
        void Attempt();
    }
}
