using System;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>The story did not go as it should, or cannot be told with these options.</summary>
    public sealed class StoryException : Exception
    {
        /// <summary>Creates the error.</summary>
        /// <param name="message">What is wrong.</param>
        public StoryException(string message)
            : base(message)
        {
        }
    }
}
