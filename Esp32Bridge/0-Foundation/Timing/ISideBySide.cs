using System;

namespace Esp32Bridge.Timing
{
    /// <summary>Does several things at the same time.</summary>
    public interface ISideBySide
    {
        /// <summary>Does all works, and returns when the last one has ended. None of them keeps another from going on.</summary>
        /// <param name="works">What is to be done.</param>
        /// <param name="failures">Gets at the place of each work what it threw, or null.</param>
        void Run(Action[] works, Exception[] failures);
    }
}
