using System;
using System.IO;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Board;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>
    /// Debian's stm32flash finds in the model what it finds in a part. It knows no U5: those go by the id of an L476, with
    /// their own flash and their own bootloader.
    /// </summary>
    public sealed class Stm32FlashTests : IDisposable
    {
        private const int ImageSize = 26000;
        private const ushort KnownId = 0x415;

        private readonly string _folder = Directory.CreateTempSubdirectory("stm32flash").FullName;

        [PeerTheory("stm32flash")]
        [InlineData("L412", "0x0464")]
        [InlineData("L432", "0x0435")]
        [InlineData("L476", "0x0415")]
        [InlineData("L496", "0x0461")]
        [InlineData("L4R5", "0x0470")]
        [InlineData("U575", "0x0415")]
        [InlineData("U5A5", "0x0415")]
        [InlineData("F103", "0x0410")]
        [InlineData("F407", "0x0413")]
        [InlineData("G071", "0x0460")]
        public void Stm32flash_writes_verifies_reads_starts_and_erases(string name, string id)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.Id = name[0] == 'U' ? KnownId : part.Id;
            BoardDescription description = BoardDescription.Create();
            using VirtualBoard board = new VirtualBoard(description, new[] { part, Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();
            byte[] image = FakeImages.Program(ImageSize, "2.0.0");
            string written = Path.Combine(_folder, "written.bin");
            string read = Path.Combine(_folder, "read.bin");
            File.WriteAllBytes(written, image);

            Assert.Contains("Device ID    : " + id, Stm32Flash.Run(adapter));
            Assert.Contains("Wrote and verified address 0x08006590 (100.00%) Done.", Stm32Flash.Run(adapter, "-w", written, "-v"));
            Assert.Equal(image, FlashOf(board, ImageSize));

            Stm32Flash.Run(adapter, "-r", read, "-S", "0x08000000:" + ImageSize);
            Assert.Equal(image, File.ReadAllBytes(read));

            Stm32Flash.Run(adapter, "-g", "0x08000000");
            Assert.Equal("2.0.0", VersionOf(board));

            Stm32Flash.Run(adapter, "-o");
            Assert.All(FlashOf(board, part.FlashSize), value => Assert.Equal(0xFF, value));
        }

        [PeerTheory("stm32flash")]
        [InlineData("L471")]
        public void Stm32flash_does_the_same_with_a_part_without_a_crystal_once_it_listens(string name)
        {
            using VirtualBoard board = new VirtualBoard(BoardDescription.Create(), new[] { Stm32Parts.Create(name), Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();
            byte[] image = FakeImages.Program(ImageSize, "2.0.0");
            string written = Path.Combine(_folder, "written.bin");
            string read = Path.Combine(_folder, "read.bin");
            File.WriteAllBytes(written, image);

            // Whoever opens it resets the part; it is held open, because stm32flash waits for less than 2.56 s.
            using FileStream open = new FileStream(adapter.Path, FileMode.Open, FileAccess.ReadWrite);
            Assert.True(SpinWait.SpinUntil(() => StateOf(board) == PartState.Bootloader, TimeSpan.FromSeconds(10)), "it does not listen");

            Stm32Flash.Run(adapter, "-o");
            Stm32Flash.Run(adapter, "-w", written, "-v");
            Assert.Equal(image, FlashOf(board, ImageSize));
            Stm32Flash.Run(adapter, "-r", read, "-S", "0x08000000:" + ImageSize);
            Assert.Equal(image, File.ReadAllBytes(read));
            Stm32Flash.Run(adapter, "-g", "0x08000000");
            Assert.Equal("2.0.0", VersionOf(board));
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static byte[] FlashOf(VirtualBoard board, int size)
        {
            byte[] content = null;
            board.Run(_ => content = board.Part("A").Chip.Memory.Flash.Copy(0, size));
            return content;
        }

        private static PartState StateOf(VirtualBoard board)
        {
            PartState state = PartState.Off;
            board.Run(_ => state = board.Part("A").Chip.State);
            return state;
        }

        private static string VersionOf(VirtualBoard board)
        {
            string version = null;
            board.Run(_ =>
            {
                VirtualStm32 chip = board.Part("A").Chip;
                version = chip.State == PartState.Application ? chip.Version : chip.State.ToString();
            });
            return version;
        }
    }
}
