using System;
using System.Collections.Generic;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>Shows the story.</summary>
    public interface IStoryView
    {
        /// <summary>Runs the story with a live display.</summary>
        /// <param name="body">The story.</param>
        void Run(Action body);

        /// <summary>Prints a message.</summary>
        /// <param name="text">A sentence.</param>
        void Say(string text);

        /// <summary>Prints a line of the firmware.</summary>
        /// <param name="line">The line.</param>
        void ShowFirmwareLine(string line);

        /// <summary>Shows the progress of the targets.</summary>
        /// <param name="targets">The targets.</param>
        void ShowProgress(IReadOnlyList<TargetWatch> targets);

        /// <summary>Shows the end.</summary>
        /// <param name="results">The results, one for each target.</param>
        void ShowSummary(IReadOnlyList<TargetResult> results);
    }
}
