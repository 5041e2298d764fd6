using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>Makes the programmer under test.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="target">The part.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Receives the log.</param>
    /// <returns>The programmer.</returns>
    public delegate ITargetProgrammer ProgrammerFactory(string name, ModelTarget target, FakeClock clock, ILog log);
}
