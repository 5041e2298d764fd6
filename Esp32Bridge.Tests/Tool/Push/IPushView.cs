using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>Shows the progress of a job.</summary>
    public interface IPushView
    {
        /// <summary>Runs an operation with a live display.</summary>
        /// <param name="body">The operation.</param>
        /// <returns>A task that ends with the operation.</returns>
        Task Run(Func<Task> body);

        /// <summary>Prints a message.</summary>
        /// <param name="text">A sentence.</param>
        void Say(string text);

        /// <summary>Shows the targets.</summary>
        /// <param name="targets">The targets.</param>
        void Show(IReadOnlyList<TargetStatus> targets);
    }
}
