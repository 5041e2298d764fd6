namespace Esp32Bridge.Wires
{
    /// <summary>A part on an I2C bus. A transfer begins with START and the address of the part, and ends with STOP.</summary>
    public interface II2cPort
    {
        /// <summary>Sends bytes to the part.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="count">How many, 1 or more.</param>
        /// <returns><paramref name="count"/>; or <see cref="AnswerByte.NotAcknowledged"/> or <see cref="AnswerByte.ClockHeld"/>: then it is not known how many the part has got.</returns>
        int Write(byte[] buffer, int count);

        /// <summary>Reads bytes from the part.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, 1 or more.</param>
        /// <returns><paramref name="count"/>; or <see cref="AnswerByte.NotAcknowledged"/> or <see cref="AnswerByte.ClockHeld"/>: then none was read, and it is not known how many the part has sent.</returns>
        int Read(byte[] buffer, int offset, int count);
    }
}
