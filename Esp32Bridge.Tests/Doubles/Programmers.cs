using Esp32Bridge.Devices;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>Programmers that need nothing but wires.</summary>
    public static class Programmers
    {
        /// <summary>Makes a programmer for bootloaders that is never asked to stop and fetches nothing ahead.</summary>
        /// <param name="name">The target's name.</param>
        /// <param name="wires">The wires.</param>
        /// <param name="clock">The time.</param>
        /// <param name="progress">Who wants to know how far it is.</param>
        /// <param name="log">Where remarks go.</param>
        /// <param name="background">Who fetches ahead, or null.</param>
        /// <returns>The programmer.</returns>
        public static TargetProgrammer Create(string name, ITargetWires wires, IClock clock, IProgress progress, ILog log, IBackground background = null)
        {
            return new TargetProgrammer(name, wires, new Stm32Devices(), new IImageTransfer[0], background, new StopSignal(), clock, progress, log);
        }
    }
}
