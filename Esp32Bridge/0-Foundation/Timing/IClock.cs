namespace Esp32Bridge.Timing
{
    /// <summary>The passing of time, so that tests need not wait for it.</summary>
    public interface IClock
    {
        /// <summary>Gets the milliseconds since some moment in the past; it only grows.</summary>
        long Milliseconds { get; }

        /// <summary>Waits.</summary>
        /// <param name="milliseconds">How long, 0 or more. The ESP32 sleeps in steps of about 10 ms.</param>
        void Sleep(int milliseconds);

        /// <summary>Draws a time, so that a fleet that was switched on together, or lost its server together, drifts apart.</summary>
        /// <param name="longest">The longest one in milliseconds, 0 or more.</param>
        /// <returns>The time in milliseconds.</returns>
        int Jitter(int longest);
    }
}
