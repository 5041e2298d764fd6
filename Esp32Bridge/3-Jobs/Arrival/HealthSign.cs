namespace Esp32Bridge.Jobs
{
    /// <summary>By what the program of a target shows that it is well.</summary>
    public sealed class HealthSign
    {
        /// <summary>Creates the sign.</summary>
        /// <param name="text">What the program sends on its UART.</param>
        /// <param name="timeout">Within how many milliseconds after its start.</param>
        public HealthSign(string text, int timeout)
        {
            Text = text;
            Timeout = timeout;
        }

        /// <summary>Gets what the program sends on its UART, printable ASCII.</summary>
        public string Text { get; }

        /// <summary>Gets the time in which it has to come, in milliseconds.</summary>
        public int Timeout { get; }
    }
}
