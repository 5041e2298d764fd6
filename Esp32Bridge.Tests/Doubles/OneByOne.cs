using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Runs the work items one after the other, so that their order is known.</summary>
    public sealed class OneByOne : ISideBySide
    {
        /// <inheritdoc/>
        public int AwaitPlaces(int works, uint memory)
        {
            return int.MaxValue;
        }

        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures, int places)
        {
            for (int i = 0; i < works.Length; i++)
            {
                try
                {
                    works[i]();
                }
                catch (Exception error)
                {
                    failures[i] = error;
                }
            }
        }
    }
}
