namespace Esp32Bridge.Bench.Board
{
    /// <summary>Something on the board in which things happen by themselves.</summary>
    public interface IEventSource
    {
        /// <summary>Gets the time of the next event, in microseconds; long.MaxValue when there is none.</summary>
        long NextEvent { get; }

        /// <summary>Gets whether the time to the next event may be skipped on an unpaced board.</summary>
        bool CanSkip { get; }

        /// <summary>Has everything happen that is due.</summary>
        /// <param name="now">The time.</param>
        void Advance(long now);
    }
}
