using System;

namespace Esp32Bridge.Tool
{
    /// <summary>A command failed. The message is a sentence for the user.</summary>
    public class CommandException : Exception
    {
        /// <summary>Creates the error.</summary>
        /// <param name="message">What is wrong, as a sentence.</param>
        public CommandException(string message)
            : base(message)
        {
        }
    }
}
