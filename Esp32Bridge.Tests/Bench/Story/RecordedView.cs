using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>Shows the story in another view, and records it for a picture.</summary>
    public sealed class RecordedView : IStoryView
    {
        private readonly IStoryView _view;
        private readonly Stopwatch _time = Stopwatch.StartNew();
        private readonly StoryPicture _picture = new StoryPicture();

        /// <summary>Creates the view.</summary>
        /// <param name="view">The other view.</param>
        public RecordedView(IStoryView view)
        {
            _view = view;
        }

        /// <inheritdoc/>
        public void Run(Action body)
        {
            _view.Run(body);
        }

        /// <inheritdoc/>
        public void Say(string text)
        {
            _view.Say(text);
            _picture.AddLine(_time.Elapsed, "bench", text);
        }

        /// <inheritdoc/>
        public void ShowFirmwareLine(string line)
        {
            _view.ShowFirmwareLine(line);

            // The bars show the progress of a target.
            if (!line.EndsWith(" %", StringComparison.Ordinal))
            {
                _picture.AddLine(_time.Elapsed, "esp32", line);
            }
        }

        /// <inheritdoc/>
        public void ShowProgress(IReadOnlyList<TargetWatch> targets)
        {
            _view.ShowProgress(targets);
            foreach (TargetWatch target in targets)
            {
                _picture.SetProgress(_time.Elapsed, target.Name, target.Percent);
            }
        }

        /// <inheritdoc/>
        public void ShowSummary(IReadOnlyList<TargetResult> results)
        {
            _view.ShowSummary(results);
            foreach (TargetResult result in results)
            {
                _picture.AddLine(_time.Elapsed, "bench", $"{result.Name} ({result.Part}): {result.OldVersion} -> {result.NewVersion}; {result.DifferingBytes} of {result.Size} bytes of the flash differ from the image");
            }
        }

        /// <summary>Writes the picture of the recorded story.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">It cannot be written.</exception>
        public void WritePicture(string path)
        {
            File.WriteAllText(path, _picture.ToSvg());
        }
    }
}
