namespace Esp32Bridge.Timing
{
    /// <summary>Time, as an interface, so that tests need not wait.</summary>
    public interface IClock
    {
        /// <summary>Gets the milliseconds since some moment in the past; never decreases.</summary>
        long Milliseconds { get; }

        /// <summary>Waits.</summary>
        /// <param name="milliseconds">How long, 0 or more. The ESP32 sleeps in steps of about 10 ms.</param>
        void Sleep(int milliseconds);

        /// <summary>Draws a random time, so that devices that were switched on together, or lost their server together, spread out.</summary>
        /// <param name="longest">The longest one in milliseconds, 0 or more.</param>
        /// <returns>The time in milliseconds.</returns>
        int Jitter(int longest);
    }
}
