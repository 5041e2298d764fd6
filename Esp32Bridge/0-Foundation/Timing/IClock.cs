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
    }
}
