using System;
using System.Runtime.InteropServices;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Core
{
    /// <summary>
    /// A Cortex-M0 as Unicorn emulates it (Debian: libunicorn2). It faults at an instruction that ARMv6-M does not have, at an
    /// address without memory, at a unit of the flash that a power failure tore, and when it writes to the flash. Any number of
    /// threads may use it at the same time.
    /// </summary>
    public sealed class UnicornProcessor : IProcessor
    {
        private static readonly Lazy<bool> _isInstalled = new Lazy<bool>(() => NativeLibrary.TryLoad(Unicorn.Library, out _));

        /// <summary>Gets whether Unicorn is installed.</summary>
        public static bool IsInstalled
        {
            get { return _isInstalled.Value; }
        }

        /// <summary>Gets a processor, or null if Unicorn is not installed.</summary>
        public static IProcessor Installed { get; } = IsInstalled ? new UnicornProcessor() : null;

        /// <inheritdoc/>
        public CodeRun Run(MemoryMap memory, uint address)
        {
            using UnicornCore core = new UnicornCore(memory);
            return core.Run(address);
        }
    }
}
