namespace Esp32Bridge.Wires
{
    /// <summary>
    /// The line to a part, as narrow as the protocols need it. A UART is behind it today; the I2C (AN4221) and SPI (AN4286)
    /// bootloaders speak the commands of AN3155 over other lines.
    /// </summary>
    public interface ISerialLine
    {
        /// <summary>
        /// Sends bytes. It may return before the last one has left: the buffer must not be touched, and nothing else
        /// be written, until the part has answered.
        /// </summary>
        /// <param name="buffer">The bytes to send.</param>
        /// <param name="offset">The first byte in <paramref name="buffer"/>.</param>
        /// <param name="count">How many.</param>
        void Write(byte[] buffer, int offset, int count);

        /// <summary>
        /// Waits for <paramref name="count"/> bytes. The time that the line itself needs, for what was written before
        /// and for the bytes awaited, comes on top of <paramref name="timeout"/>.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many bytes are awaited, at most 1024.</param>
        /// <param name="timeout">How long the part may take to answer, in milliseconds.</param>
        /// <returns>How many bytes came: fewer than <paramref name="count"/> when the time was up.</returns>
        int Read(byte[] buffer, int offset, int count, int timeout);

        /// <summary>Throws away what was received and not read.</summary>
        /// <returns>How many bytes that were.</returns>
        int Drain();
    }
}
