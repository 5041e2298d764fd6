using System;
using System.Threading;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Runs each work on a thread of the PC, because a run has no virtual ESP32 with threads of the firmware.</summary>
    public sealed class TrialThreads : ISideBySide
    {
        private readonly Action<int> _ended;

        /// <summary>Creates the threads.</summary>
        /// <param name="ended">Called with the number of each work that has ended, if there is more than one.</param>
        public TrialThreads(Action<int> ended)
        {
            _ended = ended;
        }

        /// <inheritdoc/>
        public int AwaitPlaces(int works, uint memory)
        {
            return int.MaxValue;
        }

        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures, int places)
        {
            Thread[] threads = new Thread[works.Length - 1];
            for (int i = 0; i < threads.Length; i++)
            {
                int place = i;
                threads[i] = new Thread(() => RunOne(works, failures, place));
                threads[i].Start();
            }

            RunOne(works, failures, threads.Length);
            Array.ForEach(threads, thread => thread.Join());
        }

        private void RunOne(Action[] works, Exception[] failures, int place)
        {
            try
            {
                works[place]();
            }
            catch (Exception error)
            {
                failures[place] = error;
            }

            if (works.Length > 1)
            {
                _ended(place);
            }
        }
    }
}
