using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Esp32Bridge.EndToEnd.Bridge;
using Esp32Bridge.Tests.Doubles;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>Third-party programs reach the parts through the running firmware.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class BridgePeerTests : IDisposable
    {
        private const int ImageSize = 26000;

        private readonly string _folder = Directory.CreateTempSubdirectory("bridge").FullName;

        [PeerTheory("stm32flash", "socat")]
        [InlineData("L432", "0x0435")]
        [InlineData("F103", "0x0410")]
        public void Stm32flash_over_socat_writes_and_verifies_through_the_firmware_and_the_new_program_runs(string part, string id)
        {
            byte[] image = FakeImages.Program(ImageSize, "3.0.0");
            string file = Path.Combine(_folder, "image.bin");
            string read = Path.Combine(_folder, "read.bin");
            string terminal = Path.Combine(_folder, "tty");
            File.WriteAllBytes(file, image);
            using BridgeBoard board = new BridgeBoard(partA: part);

            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/bootloader"));
            board.WaitFor("A", "Bootloader");
            using (new Socat(terminal, board.Test.Board.Esp32.Ports[BridgeBoard.PortA]))
            {
                Assert.Contains("Device ID    : " + id, Stm32Flash.RunAt(terminal));
            }

            using (new Socat(terminal, board.Test.Board.Esp32.Ports[BridgeBoard.PortA]))
            {
                Assert.Contains("Wrote and verified address 0x08006590 (100.00%) Done.", Stm32Flash.RunAt(terminal, "-w", file, "-v"));
            }

            using (new Socat(terminal, board.Test.Board.Esp32.Ports[BridgeBoard.PortA]))
            {
                Stm32Flash.RunAt(terminal, "-r", read, "-S", "0x08000000:" + ImageSize);
            }

            Assert.Equal(image, File.ReadAllBytes(read));
            Assert.True(board.Test.Holds("A", image));
            Assert.Equal(HttpStatusCode.Accepted, board.Post("/targets/A/run"));
            board.WaitFor("A", "3.0.0");
            board.Test.Wait(" version 3.0.0");
        }

        [PythonTheory]
        [InlineData("L432", "0435")]
        public void The_steps_of_stm32loader_work_over_rfc2217(string part, string id)
        {
            using BridgeBoard board = new BridgeBoard(partA: part);
            board.WaitFor("A", "1.0.0");

            string said = RunPython("rfc2217://127.0.0.1:" + board.Test.Board.Esp32.Ports[BridgeBoard.PortA]);

            Assert.Contains("device id 0x" + id, said);
            Assert.Contains("flash " + Convert.ToHexString(board.Test.Old("A"), 0, 256).ToLowerInvariant(), said);
            Assert.Contains("version 1.0.0", said);
            Assert.Equal("1.0.0", board.Test.Runs("A"));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static string RunPython(string url, [CallerFilePath] string here = "")
        {
            string script = Path.Combine(Path.GetDirectoryName(here), "stm32loader.py");
            ProcessStartInfo start = new ProcessStartInfo(PythonTheoryAttribute.Python, new[] { script, url })
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output + errors.Result);
            return output;
        }
    }
}
