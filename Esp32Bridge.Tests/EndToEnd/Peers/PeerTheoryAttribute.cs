using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>A theory that needs somebody else's program; skipped where it is not installed.</summary>
    public sealed class PeerTheoryAttribute : TheoryAttribute
    {
        /// <summary>Creates the attribute.</summary>
        /// <param name="program">The program's name.</param>
        public PeerTheoryAttribute(string program)
        {
            string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
            {
                Skip = program + " is not installed";
            }
        }
    }
}
