using System;
using System.Threading;

namespace Esp32Bridge.Timing
{
    /// <summary>Gives each work a thread. The last one has the calling thread.</summary>
    public sealed class ThreadsSideBySide : ISideBySide
    {
        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures)
        {
            int last = works.Length - 1;
            Thread[] threads = new Thread[last];
            for (int i = 0; i < last; i++)
            {
                int place = i;
                threads[i] = new Thread(() => failures[place] = TryRun(works[place]));
                threads[i].Start();
            }

            failures[last] = TryRun(works[last]);
            for (int i = 0; i < last; i++)
            {
                threads[i].Join();
            }
        }

        private static Exception TryRun(Action work)
        {
            try
            {
                work();
                return null;
            }
            catch (Exception error)
            {
                return error;
            }
        }
    }
}
