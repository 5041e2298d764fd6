using System;
using System.Threading;

namespace Esp32Bridge.Timing
{
    /// <summary>
    /// Gives each work a thread. The calling thread stays awake meanwhile: where all threads wait, the ESP32 looks only every
    /// 10 ms whether one of them can go on, which is more than a command of a bootloader takes.
    /// </summary>
    public sealed class ThreadsSideBySide : ISideBySide
    {
        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures)
        {
            bool[] haveEnded = new bool[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                int place = i;
                new Thread(() =>
                {
                    failures[place] = TryRun(works[place]);
                    haveEnded[place] = true;
                }).Start();
            }

            for (int i = 0; i < works.Length; i++)
            {
                while (!haveEnded[i])
                {
                    Thread.Sleep(0);
                }
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
