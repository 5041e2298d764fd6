using System;
using System.Threading;
using Esp32Bridge.Errors;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Timing
{
    /// <summary>
    /// Gives each work a thread. If there is not enough memory for all of them, one begins when another has ended. The
    /// calling thread stays awake meanwhile: if all threads wait, the ESP32 checks only every 10 ms whether one of them can
    /// continue, which is longer than a command of a bootloader takes.
    /// </summary>
    public sealed class ThreadsSideBySide : ISideBySide
    {
        // Others may free memory meanwhile: a report that is being posted, a client that leaves.
        private const int Looks = 50;
        private const int LooksForAll = 10;
        private const int PauseBetweenLooks = 100;

        private readonly uint _memoryOfOthers;

        /// <summary>Creates it.</summary>
        /// <param name="memoryOfOthers">How much memory is left for everything else that runs at the same time, in bytes.</param>
        public ThreadsSideBySide(uint memoryOfOthers)
        {
            _memoryOfOthers = memoryOfOthers;
        }

        /// <inheritdoc/>
        public int AwaitPlaces(int works, uint memory)
        {
            for (int look = 1; ; look++)
            {
                // Also compacts the heap: a buffer needs contiguous memory.
                uint free = Heap.Run(true);
                int places = free < _memoryOfOthers ? 0 : (int)((free - _memoryOfOthers) / memory);
                if (places >= works || (places > 0 && look >= LooksForAll))
                {
                    return places;
                }

                if (look == Looks)
                {
                    throw new BridgeException(
                        "begin",
                        BridgeException.NoAddress,
                        (_memoryOfOthers + memory) + " bytes of memory",
                        free.ToString(),
                        "Leave out what the configuration need not have: the bridge or the job server or reports.");
                }

                Thread.Sleep(PauseBetweenLooks);
            }
        }

        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures, int places)
        {
            bool[] haveEnded = new bool[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                AwaitPlace(haveEnded, i, places);
                int place = i;
                try
                {
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
                catch (Exception error)
                {
                    // The works that have begun run to their end.
                    failures[place] = error;
                    haveEnded[place] = true;
                }
            }

            AwaitPlace(haveEnded, works.Length, 1);
        }

        // Until fewer works run than there are places.
        private static void AwaitPlace(bool[] haveEnded, int begun, int places)
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
