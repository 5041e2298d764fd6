using System;
using System.Threading;

namespace Esp32Bridge.Timing
{
    /// <summary>A thread for each work.</summary>
    public sealed class BackgroundThread : IBackground
    {
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
