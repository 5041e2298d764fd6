namespace Esp32Bridge.An3155
{
    /// <summary>The answer to Special (AN3155 3.14).</summary>
    public sealed class SpecialAnswer
    {
        /// <summary>Creates the answer.</summary>
        /// <param name="data">The data packet.</param>
        /// <param name="status">The status packet.</param>
        public SpecialAnswer(byte[] data, byte[] status)
        {
            Data = data;
            Status = status;
        }

        /// <summary>Gets the data, possibly empty.</summary>
        public byte[] Data { get; }

        /// <summary>Gets the status, possibly empty.</summary>
        public byte[] Status { get; }
    }
}
