using Esp32Bridge.Devices;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Makes programmers that need only wires.</summary>
    public static class Programmers
    {
        /// <summary>Makes a programmer for bootloaders without a request to stop.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="wires">The wires.</param>
        /// <param name="clock">The time.</param>
        /// <param name="progress">Receives the progress.</param>
        /// <param name="log">The log.</param>
        /// <param name="background">Runs the read-ahead, or null for none.</param>
        /// <returns>The programmer.</returns>
        public static TargetProgrammer Create(string name, ITargetWires wires, IClock clock, IProgress progress, ILog log, IBackground background = null)
        {
            return new TargetProgrammer(name, wires, new Stm32Devices(), new IImageTransfer[0], background, new StopSignal(), clock, progress, log);
        }
    }
}
