namespace Esp32Bridge.Logging
{
    /// <summary>The firmware's log.</summary>
    public interface ILog
    {
        /// <summary>Writes one line.</summary>
        /// <param name="line">The text without a line end.</param>
        void Write(string line);
    }
}
