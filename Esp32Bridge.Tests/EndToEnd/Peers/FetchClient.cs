using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>The STM32's side of fetch, in C, as a program on this machine: its line is a terminal, its memory is a file.</summary>
    internal sealed class FetchClient : IDisposable
    {
        /// <summary>The trigger.</summary>
        public const string Trigger = "fetch now\n";

        /// <summary>The sign of health.</summary>
        public const string Health = "well and running\n";

        // Shorter timeouts than on a part, so that tests end soon.
        private static readonly Lazy<string> _program = new Lazy<string>(() => Compile("-DESP32BRIDGE_FETCH_ANSWER_MS=200U", "-DESP32BRIDGE_FETCH_GAP_MS=50U"));

        private readonly string _folder = Directory.CreateTempSubdirectory("fetch").FullName;
        private Process _process;
        private Task<string> _output;
        private Task<string> _errors;

        /// <summary>Gets or sets the seed of its random numbers.</summary>
        public int Seed { get; set; } = 1;

        /// <summary>Gets or sets the damage: one of so many bytes on the line is flipped, lost or doubled, in each direction; 0 for none.</summary>
        public int Damage { get; set; }

        /// <summary>Gets or sets the content of its memory, which survives between two runs.</summary>
        public byte[] Memory
        {
            get { return File.Exists(MemoryPath) ? File.ReadAllBytes(MemoryPath) : Array.Empty<byte>(); }
            set { File.WriteAllBytes(MemoryPath, value); }
        }

        private string MemoryPath
        {
            get { return Path.Combine(_folder, "memory.bin"); }
        }

        /// <summary>Compiles the client as the README describes.</summary>
        /// <param name="options">Additional options of gcc.</param>
        /// <returns>The program.</returns>
        public static string Compile(params string[] options)
        {
            string program = Path.Combine(Directory.CreateTempSubdirectory("fetch").FullName, "host");
            string[] warnings = { "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wconversion", "-fsanitize=undefined,address", "-fno-sanitize-recover=all", "-g", "-o", program };
            string[] sources = Directory.GetFiles(Path.Combine(Here(), "..", "..", "Peers", "Fetch"), "*.c");
            ProcessStartInfo start = new ProcessStartInfo("gcc", warnings.Concat(options).Concat(sources)) { RedirectStandardError = true };
            using Process gcc = Process.Start(start);
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            Assert.True(gcc.ExitCode == 0 && errors.Length == 0, errors);
            return program;
        }

        /// <summary>Starts the client. It then waits for the trigger.</summary>
        /// <param name="line">The path of its terminal.</param>
        /// <param name="mode">Its mode, see host.c.</param>
        public void Start(string line, params string[] mode)
        {
            string[] fixedArguments = { line, MemoryPath, Trigger, Health, Seed.ToString(), Damage.ToString() };
            ProcessStartInfo start = new ProcessStartInfo(_program.Value, fixedArguments.Concat(mode)) { RedirectStandardOutput = true, RedirectStandardError = true };
            _process = Process.Start(start);
            Assert.Equal("ready", _process.StandardOutput.ReadLine());
            _output = _process.StandardOutput.ReadToEndAsync();
            _errors = _process.StandardError.ReadToEndAsync();
        }

        /// <summary>Waits for its end.</summary>
        /// <returns>Its exit code, 10 plus its status, or 4 if it died on purpose; and its output.</returns>
        public string WaitForEnd()
        {
            Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(60)), "it does not end");
            return _process.ExitCode + " " + _output.Result.Trim() + _errors.Result.Trim();
        }

        /// <summary>Ends it.</summary>
        public void Dispose()
        {
            if (_process != null)
            {
                _process.Kill();
                _process.WaitForExit();
                _process.Dispose();
            }

            Directory.Delete(_folder, true);
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return Path.GetDirectoryName(path);
        }
    }
}
