using System;

namespace Esp32Bridge.Tool
{
    /// <summary>A command did not work. The message is a sentence for whoever gave it.</summary>
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
