using System;

namespace Esp32Bridge.Timing
{
    /// <summary>Does several things at the same time.</summary>
    public interface ISideBySide
    {
        /// <summary>
        /// Tells for how many works there is memory now. Call it before the first of them takes any. It waits until there is
        /// memory for one, and a moment longer for all.
        /// </summary>
        /// <param name="works">How many there are.</param>
        /// <param name="memory">How much memory each work needs, in bytes.</param>
        /// <returns>How many can be done at the same time, 1 or more.</returns>
        /// <exception cref="Errors.BridgeException">There is no memory for even one.</exception>
        int AwaitPlaces(int works, uint memory);

        /// <summary>Runs all works, and returns when the last one has ended. None of them blocks another.</summary>
        /// <param name="works">What is to be done.</param>
        /// <param name="failures">Receives, at the index of each work, what it threw, or null.</param>
        /// <param name="places">How many run at the same time, see <see cref="AwaitPlaces"/>.</param>
        void Run(Action[] works, Exception[] failures, int places);
    }
}
