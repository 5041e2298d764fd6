using Esp32Bridge.Bench.Chip;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it. .NET looks after its heap itself.</summary>
    public static class GC
    {
        /// <summary>Does nothing here.</summary>
        /// <param name="compactHeap">Whether to move all that is in use together.</param>
        /// <returns>The free bytes, as the chip has them.</returns>
        public static uint Run(bool compactHeap)
        {
            return Session.FreeMemory;
        }
    }
}
