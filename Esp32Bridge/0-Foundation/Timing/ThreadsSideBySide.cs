using System;
using System.Threading;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Timing
{
    /// <summary>
    /// Gives each work a thread; where the memory does not suffice for all of them, one begins when another has ended. The
    /// calling thread stays awake meanwhile: where all threads wait, the ESP32 looks only every 10 ms whether one of them can
    /// go on, which is more than a command of a bootloader takes.
    /// </summary>
    public sealed class ThreadsSideBySide : ISideBySide
    {
        private readonly uint _memoryOfWork;

        /// <summary>Creates it.</summary>
        /// <param name="memoryOfWork">How much memory a work needs, in bytes.</param>
        public ThreadsSideBySide(uint memoryOfWork)
        {
            _memoryOfWork = memoryOfWork;
        }

        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures)
        {
            // Compacts as well: a page of 8 KiB needs its place in one piece.
            uint places = Heap.Run(true) / _memoryOfWork;
            bool[] haveEnded = new bool[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                AwaitPlace(haveEnded, i, places);
                int place = i;
                new Thread(() =>
                {
                    try
                    {
                        works[place]();
                    }
                    catch (Exception error)
                    {
                        failures[place] = error;
                    }

                    haveEnded[place] = true;
                }).Start();
            }

            AwaitPlace(haveEnded, works.Length, 1);
        }

        // Until fewer works run than there are places.
        private static void AwaitPlace(bool[] haveEnded, int begun, uint places)
        {
            int running = begun;
            while (running > 0 && running >= places)
            {
                Thread.Sleep(0);
                running = 0;
                for (int i = 0; i < begun; i++)
                {
                    running += haveEnded[i] ? 0 : 1;
                }
            }
        }
    }
}
