using System;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Remembers what was said.</summary>
    public sealed class FakeLog : ILog
    {
        /// <summary>Gets all lines, each with a "|" behind it.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <summary>Gets or sets the beginning of a line that cannot be written; null for none.</summary>
        public string FailsAt { get; set; }

        /// <inheritdoc/>
        public void Write(string line)
        {
            if (FailsAt != null && line.StartsWith(FailsAt))
            {
                throw new InvalidOperationException(line);
            }

            Text += line + "|";
        }
    }
}
