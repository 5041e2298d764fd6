using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>A theory that needs third-party programs; skipped if one of them is not installed.</summary>
    public sealed class PeerTheoryAttribute : TheoryAttribute
    {
        /// <summary>Creates the attribute.</summary>
        /// <param name="programs">The programs' names.</param>
        public PeerTheoryAttribute(params string[] programs)
        {
            string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
            string missing = programs.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
            if (missing != null)
            {
                Skip = missing + " is not installed";
            }
        }
    }
}
