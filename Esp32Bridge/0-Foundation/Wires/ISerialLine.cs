namespace Esp32Bridge.Wires
{
    /// <summary>A UART to a part, with no more than the protocols need. The line to a bootloader is an <see cref="IBootloaderLine"/>.</summary>
    public interface ISerialLine
    {
        /// <summary>
        /// Sends bytes. May return before the last one has left: do not touch the buffer and do not write anything else
        /// until the part has answered.
        /// </summary>
        /// <param name="buffer">The bytes to send.</param>
        /// <param name="offset">The first byte in <paramref name="buffer"/>.</param>
        /// <param name="count">How many.</param>
        void Write(byte[] buffer, int offset, int count);

        /// <summary>
        /// Waits for <paramref name="count"/> bytes. The time on the wire, of what was written before and of the bytes
        /// awaited, is added to <paramref name="timeout"/>.
        /// </summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many bytes are awaited, at most 1024.</param>
        /// <param name="timeout">How long the part may take to answer, in milliseconds.</param>
        /// <returns>How many bytes came: fewer than <paramref name="count"/> after a timeout.</returns>
        int Read(byte[] buffer, int offset, int count, int timeout);

        /// <summary>Discards what was received and not read.</summary>
        /// <returns>How many bytes that were.</returns>
        int Drain();
    }
}
