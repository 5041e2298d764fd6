using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Pty;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>Debian's stm32flash.</summary>
    internal static class Stm32Flash
    {
        private const int LongestRun = 120 * 1000;

        /// <summary>Runs stm32flash on a part; it has to succeed.</summary>
        /// <param name="adapter">The adapter at the part.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>Its output.</returns>
        public static string Run(PtyAdapter adapter, params string[] arguments)
        {
            string output = RunAt(adapter.Path, arguments);
            Assert.True(SpinWait.SpinUntil(() => !adapter.IsOpen, TimeSpan.FromSeconds(20)), "the adapter does not notice that it was closed");
            return output;
        }

        /// <summary>Runs stm32flash on a part; it has to succeed.</summary>
        /// <param name="path">The terminal of the part.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>Its output.</returns>
        public static string RunAt(string path, params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("stm32flash", new[] { "-m", "8n1", "-b", "115200" }.Concat(arguments).Append(path))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> said = process.StandardOutput.ReadToEndAsync();
            bool hasEnded = process.WaitForExit(LongestRun);
            if (!hasEnded)
            {
                // It waits forever for a lost byte.
                process.Kill();
            }

            string output = said.Result;
            Assert.True(hasEnded && process.ExitCode == 0, $"stm32flash {string.Join(' ', arguments)}: {output} {errors.Result}");
            return output;
        }
    }
}
