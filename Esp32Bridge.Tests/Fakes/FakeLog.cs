using Esp32Bridge.Logging;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>Remembers what was said.</summary>
    public sealed class FakeLog : ILog
    {
        /// <summary>Gets all lines, each with a line end.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public void Write(string line)
        {
            Text += line + "\n";
        }
    }
}
