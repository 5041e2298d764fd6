namespace Esp32Bridge.Bench.Board
{
    /// <summary>A source of timed events on the board.</summary>
    public interface IEventSource
    {
        /// <summary>Gets the time of the next event, in microseconds; long.MaxValue if there is none.</summary>
        long NextEvent { get; }

        /// <summary>Gets whether the time to the next event may be skipped on an unpaced board.</summary>
        bool CanSkip { get; }

        /// <summary>Runs all due events.</summary>
        /// <param name="now">The time.</param>
        void Advance(long now);
    }
}
