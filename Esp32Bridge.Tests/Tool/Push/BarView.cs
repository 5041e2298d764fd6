using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Esp32Bridge.Jobs;
using Spectre.Console;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Progress bars for a terminal, one for each target.</summary>
    public sealed class BarView : IPushView
    {
        private readonly Dictionary<string, ProgressTask> _bars = new Dictionary<string, ProgressTask>();
        private ProgressContext _context;

        /// <inheritdoc/>
        public Task Run(Func<Task> body)
        {
            return AnsiConsole.Progress()
                .AutoClear(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(context =>
                {
                    _context = context;
                    return body();
                });
        }

        /// <inheritdoc/>
        public void Say(string text)
        {
            AnsiConsole.MarkupLineInterpolated($"{text}");
        }

        /// <inheritdoc/>
        public void Show(IReadOnlyList<TargetStatus> targets)
        {
            foreach (TargetStatus target in targets)
            {
                if (!_bars.TryGetValue(target.Name, out ProgressTask bar))
                {
                    bar = _context.AddTask(target.Name);
                    _bars.Add(target.Name, bar);
                }

                bar.Description = Markup.Escape($"{target.Name} {target.State,-20}");
                bar.Value = target.State is TargetState.Verifying or TargetState.Committed or TargetState.Healthy ? bar.MaxValue : target.Percent;
            }
        }
    }
}
