using System.Diagnostics;
using System.IO;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>A theory that needs Debian's python3-serial; skipped if that is not installed.</summary>
    public sealed class PythonTheoryAttribute : TheoryAttribute
    {
        /// <summary>The Python of the system, which sees the packages of the system.</summary>
        public const string Python = "/usr/bin/python3";

        private static readonly bool _isThere = File.Exists(Python) && HasSerial();

        /// <summary>Creates the attribute.</summary>
        public PythonTheoryAttribute()
        {
            if (!_isThere)
            {
                Skip = "python3-serial is not installed";
            }
        }

        private static bool HasSerial()
        {
            ProcessStartInfo start = new ProcessStartInfo(Python, new[] { "-c", "import serial" }) { RedirectStandardError = true };
            using Process process = Process.Start(start);
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
