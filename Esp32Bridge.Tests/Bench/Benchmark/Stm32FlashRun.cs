using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Bench.Story;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Debian's stm32flash, which programs a part of the bench through a pseudo-terminal.</summary>
    public static class Stm32FlashRun
    {
        private const string Program = "stm32flash";

        // It gives up if the PC is too busy for a second. Such a run does not count.
        private const int Attempts = 3;

        /// <summary>Gets whether it is installed.</summary>
        public static bool IsInstalled
        {
            get
            {
                string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
                return OperatingSystem.IsLinux() && folders.Any(folder => File.Exists(Path.Combine(folder, Program)));
            }
        }

        /// <summary>Writes an image with read back (-w -v) into a part that holds another one. Repeats a failed run from the beginning.</summary>
        /// <param name="image">The image.</param>
        /// <param name="said">Called with a line after a failed run.</param>
        /// <returns>The run time of the program in seconds.</returns>
        /// <exception cref="StoryException">It failed repeatedly.</exception>
        public static double Measure(byte[] image, Action<string> said)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return Measure(image);
                }
                catch (StoryException error) when (attempt < Attempts)
                {
                    said("repeated: " + error.Message);
                }
            }
        }

        private static double Measure(byte[] image)
        {
            string file = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(file, image);
                using BenchmarkBoard board = new BenchmarkBoard(BenchmarkBoard.OldProgram(image, -1));
                BoardPart part = board.Board.Parts[0];
                using PtyAdapter adapter = new PtyAdapter(board.Board, part);
                board.Board.PowerOnParts();
                double seconds = Run("-m", "8n1", "-b", BenchmarkBoard.BaudRate.ToString(), "-w", file, "-v", adapter.Path);
                board.Check(part, image);
                return seconds;
            }
            finally
            {
                File.Delete(file);
            }
        }

        private static double Run(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            Stopwatch time = Stopwatch.StartNew();
            using Process process = Process.Start(start);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            process.WaitForExit();
            double seconds = time.Elapsed.TotalSeconds;
            return process.ExitCode == 0 ? seconds : throw new StoryException($"{Program} failed: {LastLineOf(output.Result)} {LastLineOf(errors.Result)}");
        }

        private static string LastLineOf(string text)
        {
            string line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(string.Empty);
            return line[(line.LastIndexOf('\r') + 1)..];
        }
    }
}
