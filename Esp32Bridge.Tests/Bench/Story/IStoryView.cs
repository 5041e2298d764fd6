using System;
using System.Collections.Generic;

namespace Esp32Bridge.Bench.Story
{
    /// <summary>Shows the story.</summary>
    public interface IStoryView
    {
        /// <summary>Runs the story, with a place for what changes all the time.</summary>
        /// <param name="body">The story.</param>
        void Run(Action body);

        /// <summary>Says what happens.</summary>
        /// <param name="text">A sentence.</param>
        void Say(string text);

        /// <summary>Shows a line of the firmware.</summary>
        /// <param name="line">The line.</param>
        void ShowFirmwareLine(string line);

        /// <summary>Shows how far the targets are.</summary>
        /// <param name="targets">The targets.</param>
        void ShowProgress(IReadOnlyList<TargetWatch> targets);

        /// <summary>Shows the end.</summary>
        /// <param name="results">The results, a target each.</param>
        void ShowSummary(IReadOnlyList<TargetResult> results);
    }
}
