using System.IO;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Tool
{
    /// <summary>Writes the log of the firmware's classes to the output of the tool.</summary>
    internal sealed class OutputLog : ILog
    {
        private readonly TextWriter _output;

        /// <summary>Creates the log.</summary>
        /// <param name="output">Where the lines go.</param>
        internal OutputLog(TextWriter output)
        {
            _output = output;
        }

        /// <inheritdoc/>
        public void Write(string line)
        {
            _output.WriteLine(line);
        }
    }
}
