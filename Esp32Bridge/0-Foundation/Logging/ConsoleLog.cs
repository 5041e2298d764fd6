using System;

namespace Esp32Bridge.Logging
{
    /// <summary>Writes to the console: the debugger's output window, or the serial monitor of a release build.</summary>
    public sealed class ConsoleLog : ILog
    {
        /// <inheritdoc/>
        public void Write(string line)
        {
            Console.WriteLine(line);
        }
    }
}
