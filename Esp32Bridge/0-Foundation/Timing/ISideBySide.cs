using System;

namespace Esp32Bridge.Timing
{
    /// <summary>Does several things at the same time.</summary>
    public interface ISideBySide
    {
        /// <summary>
        /// Tells how many works have their memory now. To be asked before the first of them takes any; it waits for the memory of
        /// one, and a moment for that of all.
        /// </summary>
        /// <param name="works">How many there are.</param>
        /// <param name="memory">How much memory each of them needs, in bytes.</param>
        /// <returns>How many can be done at the same time, 1 or more.</returns>
        /// <exception cref="Errors.BridgeException">There is no memory for a single one.</exception>
        int AwaitPlaces(int works, uint memory);

        /// <summary>Does all works, and returns when the last one has ended. None of them keeps another from going on.</summary>
        /// <param name="works">What is to be done.</param>
        /// <param name="failures">Gets at the place of each work what it threw, or null.</param>
        /// <param name="places">How many are done at the same time, see <see cref="AwaitPlaces"/>.</param>
        void Run(Action[] works, Exception[] failures, int places);
    }
}
