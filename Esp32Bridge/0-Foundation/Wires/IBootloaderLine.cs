namespace Esp32Bridge.Wires
{
    /// <summary>
    /// The line to the bootloader of a part: what differs between a USART (AN3155), I2C (AN4221) and SPI (AN4286) below the
    /// commands, which are the same on all three. Used by one thread, while the wires are open.
    /// </summary>
    public interface IBootloaderLine
    {
        /// <summary>Gets what shows that a bootloader listens, for errors.</summary>
        string Sign { get; }

        /// <summary>Gets the contacts of the line, for errors.</summary>
        string Contacts { get; }

        /// <summary>Gets whether the number of pages or sectors is a frame with its own checksum and ACK, before the list of them.</summary>
        bool HasCountFrames { get; }

        /// <summary>Gets whether Get Checksum has a number of bytes, and neither a polynomial nor an initial value.</summary>
        bool HasShortChecksum { get; }

        /// <summary>Gets how many bytes Get Version answers between its two ACKs.</summary>
        int VersionLength { get; }

        /// <summary>Gets how long a command may keep the part busy, in milliseconds: a longer one is divided.</summary>
        int LongestWork { get; }

        /// <summary>Gives the commands of a protocol version, on a line where Get cannot be used: the length of its answer must be known there before.</summary>
        /// <param name="version">The version.</param>
        /// <returns>The codes, or null if Get has to be asked.</returns>
        byte[] CommandsOf(byte version);

        /// <summary>Asks once whether the bootloader listens.</summary>
        /// <param name="timeout">How long to wait for the answer, in milliseconds.</param>
        /// <returns>The answer byte; or a negative constant of <see cref="AnswerByte"/>.</returns>
        int Synchronize(int timeout);

        /// <summary>Brings a part that may wait for the rest of a frame back to its command loop.</summary>
        /// <returns>
        /// NACK if it is there; <see cref="AnswerByte.Nothing"/> if it is silent or only a reset can help; or another byte: it
        /// has taken a frame as complete.
        /// </returns>
        int Resynchronize();

        /// <summary>Discards what was received and not read.</summary>
        /// <returns>How many bytes that were.</returns>
        int Drain();

        /// <summary>Sends a command code with its complement.</summary>
        /// <param name="code">The code (AN3155 table 2).</param>
        void SendCommand(byte code);

        /// <summary>
        /// Sends a frame. May return before the last byte has left: do not touch the buffer and do not send anything else
        /// until the part has answered.
        /// </summary>
        /// <param name="frame">The frame, with its checksum.</param>
        /// <param name="count">How many bytes.</param>
        void Send(byte[] frame, int count);

        /// <summary>Waits for ACK or NACK.</summary>
        /// <param name="work">How long the part works before it answers, in milliseconds: the longest time that its data sheet gives, or 0.</param>
        /// <param name="timeout">How long it may take after that, in milliseconds.</param>
        /// <returns>The byte that came; or a negative constant of <see cref="AnswerByte"/>.</returns>
        int ReadAnswer(int work, int timeout);

        /// <summary>Reads data.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, at most 1024.</param>
        /// <param name="timeout">How long the part may take, in milliseconds.</param>
        /// <returns>How many bytes came, fewer than <paramref name="count"/> after a timeout; or a negative constant of <see cref="AnswerByte"/>.</returns>
        int Read(byte[] buffer, int offset, int count, int timeout);
    }
}
