namespace Esp32Bridge.Bench.Chip
{
    /// <summary>SDA and SCL, as the I2C controller of the ESP32 sees them. Times are in microseconds.</summary>
    public interface II2cLines
    {
        /// <summary>Gets until when somebody else holds SCL low.</summary>
        /// <param name="now">The time.</param>
        /// <returns>The time; <paramref name="now"/> or earlier if SCL is high, long.MaxValue if no end is known.</returns>
        long ClockLowUntil(long now);

        /// <summary>Gets whether somebody else holds SDA low.</summary>
        /// <param name="now">The time.</param>
        /// <returns>True if it is low.</returns>
        bool IsDataLow(long now);

        /// <summary>A START or a repeated one, and an address.</summary>
        /// <param name="address">The address, 7 bits.</param>
        /// <param name="isRead">Whether the controller wants to read.</param>
        /// <param name="rate">The rate until the STOP, in Hz.</param>
        /// <param name="now">The time of the ninth bit.</param>
        /// <returns>Whether a part acknowledged.</returns>
        bool Start(int address, bool isRead, int rate, long now);

        /// <summary>A byte to the parts.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time of the ninth bit.</param>
        /// <returns>Whether a part acknowledged.</returns>
        bool Write(byte value, long now);

        /// <summary>A byte from a part.</summary>
        /// <param name="now">The time of its first bit.</param>
        /// <returns>The byte.</returns>
        byte Read(long now);

        /// <summary>A STOP, which the parts see only if SCL can rise.</summary>
        /// <param name="now">The time.</param>
        void Stop(long now);

        /// <summary>A pulse on SCL without data, also that of a controller that loses its supply; the parts see it only if SCL can rise.</summary>
        /// <param name="now">The time of its end.</param>
        void Clock(long now);
    }
}
