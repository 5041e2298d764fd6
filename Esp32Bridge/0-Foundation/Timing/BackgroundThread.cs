using System;
using System.Threading;
using Heap = nanoFramework.Runtime.Native.GC;

namespace Esp32Bridge.Timing
{
    /// <summary>Runs each work in a thread of its own, if there is memory.</summary>
    public sealed class BackgroundThread : IBackground
    {
        private readonly uint _leastMemory;

        /// <summary>Creates it.</summary>
        /// <param name="leastMemory">How much free memory counts as room for a work, in bytes.</param>
        public BackgroundThread(uint leastMemory)
        {
            _leastMemory = leastMemory;
        }

        /// <inheritdoc/>
        public bool HasRoom
        {
            get { return Heap.Run(false) >= _leastMemory; }
        }

        /// <inheritdoc/>
        public void Start(Action work)
        {
            new Thread(() => work()).Start();
        }

        /// <inheritdoc/>
        public void StepAside(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }
    }
}
