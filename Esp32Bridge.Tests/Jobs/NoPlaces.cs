using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A device without memory for a single target.</summary>
    public sealed class NoPlaces : ISideBySide
    {
        /// <inheritdoc/>
        public int AwaitPlaces(int works, uint memory)
        {
            throw new BridgeException("begin", BridgeException.NoAddress, "100 bytes of memory", "99", "Wait.");
        }

        /// <inheritdoc/>
        public void Run(Action[] works, Exception[] failures, int places)
        {
            throw new InvalidOperationException();
        }
    }
}
