using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Plain lines for files and pipes: one for each change of a target, and for each quarter of its image.</summary>
    public sealed class LineView : IPushView
    {
        private const int Step = 25;

        private readonly TextWriter _output;
        private readonly Dictionary<string, string> _shown = new Dictionary<string, string>();

        /// <summary>Creates the view.</summary>
        /// <param name="output">Where the lines go.</param>
        public LineView(TextWriter output)
        {
            _output = output;
        }

        /// <inheritdoc/>
        public Task Run(Func<Task> body)
        {
            return body();
        }

        /// <inheritdoc/>
        public void Say(string text)
        {
            _output.WriteLine(text);
        }

        /// <inheritdoc/>
        public void Show(IReadOnlyList<TargetStatus> targets)
        {
            foreach (TargetStatus target in targets)
            {
                string percent = target.Percent is >= Step and < 100 ? $" {target.Percent / Step * Step} %" : string.Empty;
                string line = $"{target.Name}: {target.State}{percent}";
                if (_shown.GetValueOrDefault(target.Name) != line)
                {
                    _shown[target.Name] = line;
                    _output.WriteLine(line);
                }
            }
        }
    }
}
