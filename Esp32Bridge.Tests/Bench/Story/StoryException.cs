using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>An operation of the bench failed.</summary>
    public sealed class StoryException : CommandException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="message">What is wrong.</param>
        public StoryException(string message)
            : base(message)
        {
        }
    }
}
