using System.Text;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Remembers what was said by targets that are programmed at the same time.</summary>
    public sealed class TrialLog : ILog
    {
        private readonly StringBuilder _text = new StringBuilder();

        /// <summary>Gets all lines, each with a "|" behind it. Those of one target are in their order.</summary>
        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        /// <inheritdoc/>
        public void Write(string line)
        {
            lock (_text)
            {
                _text.Append(line).Append('|');
            }
        }
    }
}
