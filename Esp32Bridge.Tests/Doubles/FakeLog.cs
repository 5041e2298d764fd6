using System;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Stores the log lines.</summary>
    public sealed class FakeLog : ILog
    {
        /// <summary>Gets all lines, each followed by "|".</summary>
        public string Text { get; private set; } = string.Empty;

        /// <summary>Gets or sets the beginning of a line whose writing fails; null for none.</summary>
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
