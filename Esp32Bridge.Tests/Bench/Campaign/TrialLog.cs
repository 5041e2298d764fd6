using System.Text;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Collects the log of targets that are programmed at the same time.</summary>
    public sealed class TrialLog : ILog
    {
        private readonly StringBuilder _text = new StringBuilder();

        /// <summary>Gets all lines, each followed by "|". Those of one target are in order.</summary>
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
