using System;
using System.IO;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>stm32flash and the firmware read what the other one programmed.</summary>
    public sealed class CrossTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("cross").FullName;

        [PeerTheory("stm32flash")]
        [InlineData("L412")]
        [InlineData("L476")]
        [InlineData("L4R5")]
        [InlineData("F103")]
        public void The_firmware_keeps_an_image_of_stm32flash_without_an_erase(string name)
        {
            using TestBoard test = new TestBoard(name, "U575");
            using PtyAdapter adapter = new PtyAdapter(test.Board, test.Board.Part("A"));
            string file = Path.Combine(_folder, "image.bin");
            File.WriteAllBytes(file, test.New("A"));
            test.Board.PowerOn();
            test.Wait("application loop: started");
            Stm32Flash.Run(adapter, "-w", file, "-v", "-g", "0x08000000");
            int erased = EraseCount(test);

            test.Publish(test.Job(1));
            test.WaitForEnd();

            Assert.Contains(test.Board.Log.Lines, line => line.StartsWith("A: 0 page(s) written", StringComparison.Ordinal));
            Assert.Equal(erased, EraseCount(test));
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [PeerTheory("stm32flash")]
        [InlineData("L412")]
        [InlineData("L476")]
        [InlineData("L4R5")]
        [InlineData("F103")]
        public void Stm32flash_reads_an_image_of_the_firmware(string name)
        {
            using TestBoard test = new TestBoard(name, "U575");
            using PtyAdapter adapter = new PtyAdapter(test.Board, test.Board.Part("A"));
            string file = Path.Combine(_folder, "read.bin");

            test.RunJob(test.Job(1));
            Stm32Flash.Run(adapter, "-r", file, "-S", "0x08000000:" + test.New("A").Length);

            Assert.Equal(test.New("A"), File.ReadAllBytes(file));
        }

        [PeerTheory("stm32flash")]
        [InlineData("L476")]
        public void The_firmware_completes_an_interrupted_write_of_stm32flash(string name)
        {
            using TestBoard test = new TestBoard(name, "U575");
            using PtyAdapter adapter = new PtyAdapter(test.Board, test.Board.Part("A"));
            string file = Path.Combine(_folder, "half.bin");
            File.WriteAllBytes(file, test.New("A")[..2048]);
            test.Board.PowerOn();
            test.Wait("application loop: started");
            Stm32Flash.Run(adapter, "-w", file);

            JobFile job = test.Job(1);
            test.Publish(job);
            test.WaitForEnd();

            Assert.True(test.Holds("A", test.New("A")));
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static int EraseCount(TestBoard test)
        {
            int count = 0;
            test.Board.Run(_ => count = test.Board.Part("A").Chip.Memory.Flash.EraseCount);
            return count;
        }
    }
}
