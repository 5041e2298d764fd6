using Esp32Bridge.Bench.Chip;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it. .NET manages its heap itself.</summary>
    public static class GC
    {
        /// <summary>Does nothing here.</summary>
        /// <param name="compactHeap">Whether to compact the heap.</param>
        /// <returns>The free bytes of the chip.</returns>
        public static uint Run(bool compactHeap)
        {
            return Session.FreeMemory;
        }
    }
}
