namespace Esp32Bridge.Tool
{
    /// <summary>The command line is wrong.</summary>
    public sealed class UsageException : CommandException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="message">What is wrong, as a sentence.</param>
        public UsageException(string message)
            : base(message)
        {
        }
    }
}
