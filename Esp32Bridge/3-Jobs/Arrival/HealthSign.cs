namespace Esp32Bridge.Jobs
{
    /// <summary>The sign of health of a target's program.</summary>
    public sealed class HealthSign
    {
        /// <summary>Creates the sign.</summary>
        /// <param name="text">The text that the program sends on its UART.</param>
        /// <param name="timeout">The most time after its start, in milliseconds.</param>
        public HealthSign(string text, int timeout)
        {
            Text = text;
            Timeout = timeout;
        }

        /// <summary>Gets the text that the program sends on its UART, printable ASCII.</summary>
        public string Text { get; }

        /// <summary>Gets the most time after its start, in milliseconds.</summary>
        public int Timeout { get; }
    }
}
