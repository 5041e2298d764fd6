using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Shows how far a job is.</summary>
    public interface IPushView
    {
        /// <summary>Does something, with a place for what changes all the time.</summary>
        /// <param name="body">What is done.</param>
        /// <returns>The end of it.</returns>
        Task Run(Func<Task> body);

        /// <summary>Says what happens.</summary>
        /// <param name="text">A sentence.</param>
        void Say(string text);

        /// <summary>Shows the targets.</summary>
        /// <param name="targets">The targets.</param>
        void Show(IReadOnlyList<TargetStatus> targets);
    }
}
