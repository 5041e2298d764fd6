using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>Shows the story at a terminal: a bar for each target, and the messages above them.</summary>
    public sealed class TerminalView : IStoryView
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new Dictionary<string, ProgressTask>();
        private ProgressContext _context;

        /// <inheritdoc/>
        public void Run(Action body)
        {
            AnsiConsole.Progress()
                .AutoClear(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .Start(context =>
                {
                    _context = context;
                    body();
                    foreach (ProgressTask task in _tasks.Values)
                    {
                        task.StopTask();
                    }
                });
        }

        /// <inheritdoc/>
        public void Say(string text)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{text}[/]");
        }

        /// <inheritdoc/>
        public void ShowFirmwareLine(string line)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]  esp32  {line}[/]");
        }

        /// <inheritdoc/>
        public void ShowProgress(IReadOnlyList<TargetWatch> targets)
        {
            foreach (TargetWatch target in targets)
            {
                if (!_tasks.TryGetValue(target.Name, out ProgressTask task))
                {
                    task = _context.AddTask(target.Name);
                    _tasks.Add(target.Name, task);
                }

                task.Description = string.Create(CultureInfo.InvariantCulture, $"{target.Name} {target.Phase,-20}{target.Rate,6:F0} bytes/s");
                task.Value = target.Percent;
            }
        }

        /// <inheritdoc/>
        public void ShowSummary(IReadOnlyList<TargetResult> results)
        {
            Table table = new Table().AddColumns("target", "part", "version", "bytes", "seconds", "flash and image");
            foreach (TargetResult result in results)
            {
                table.AddRow(
                    result.Name,
                    result.Part,
                    Markup.Escape(result.OldVersion + " -> " + result.NewVersion),
                    result.Size.ToString(CultureInfo.InvariantCulture),
                    result.Seconds.ToString("F1", CultureInfo.InvariantCulture),
                    result.DifferingBytes == 0 ? "[green]equal, byte for byte[/]" : $"[red]{result.DifferingBytes} bytes differ[/]");
            }

            AnsiConsole.Write(table);
        }
    }
}
