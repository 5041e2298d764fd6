using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>Shows the story as plain lines, for files and pipes.</summary>
    public sealed class PlainView : IStoryView
    {
        private const int Step = 25;

        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly Dictionary<string, string> _shown = new Dictionary<string, string>();

        /// <inheritdoc/>
        public void Run(Action body)
        {
            body();
        }

        /// <inheritdoc/>
        public void Say(string text)
        {
            Write("bench", text);
        }

        /// <inheritdoc/>
        public void ShowFirmwareLine(string line)
        {
            Write("esp32", line);
        }

        /// <inheritdoc/>
        public void ShowProgress(IReadOnlyList<TargetWatch> targets)
        {
            foreach (TargetWatch target in targets)
            {
                string percent = target.IsBusy ? $" {target.Percent / Step * Step} %" : string.Empty;
                string state = $"{target.Name}: {target.Phase}{percent}";
                if (_shown.GetValueOrDefault(target.Name) != state)
                {
                    _shown[target.Name] = state;
                    Write("part", target.IsBusy && target.Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{state}, {target.Rate:F0} bytes/s") : state);
                }
            }
        }

        /// <inheritdoc/>
        public void ShowSummary(IReadOnlyList<TargetResult> results)
        {
            foreach (TargetResult result in results)
            {
                string flash = result.DifferingBytes == 0 ? "the flash holds the image, byte for byte" : $"{result.DifferingBytes} bytes of the flash differ from the image";
                Write("bench", string.Create(CultureInfo.InvariantCulture, $"{result.Name} ({result.Part}): {result.OldVersion} -> {result.NewVersion}, {result.Size} bytes in {result.Seconds:F1} s; {flash}"));
            }
        }

        private void Write(string who, string text)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_time.Elapsed.TotalSeconds,7:F2}  {who,-5}  {text}"));
        }
    }
}
