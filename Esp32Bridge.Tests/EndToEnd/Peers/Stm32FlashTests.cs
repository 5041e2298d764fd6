using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>
    /// Debian's stm32flash finds in the model what it finds in a part. It knows no U5 and no H5: those go by the id of an
    /// L476, with their own flash and their own bootloader.
    /// </summary>
    public sealed class Stm32FlashTests : IDisposable
    {
        private const int ImageSize = 26000;
        private const ushort KnownId = 0x415;

        private readonly string _folder = Directory.CreateTempSubdirectory("stm32flash").FullName;
        private readonly byte[] _image = FakeImages.Program(ImageSize, "2.0.0");
        private readonly string _written;
        private readonly string _read;

        public Stm32FlashTests()
        {
            _written = Path.Combine(_folder, "written.bin");
            _read = Path.Combine(_folder, "read.bin");
            File.WriteAllBytes(_written, _image);
        }

        [Fact]
        public void Every_part_of_the_model_is_among_them()
        {
            IEnumerable<string> tried = GetType().GetMethods()
                .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>())
                .Select(row => (string)row.GetData(null).Single()[0]);

            Assert.Equal(Stm32Parts.Names.Order(), tried.Order());
        }

        [PeerTheory("stm32flash")]
        [InlineData("L412", "0x0464")]
        [InlineData("L432", "0x0435")]
        [InlineData("L476", "0x0415")]
        [InlineData("L496", "0x0461")]
        [InlineData("L4R5", "0x0470")]
        [InlineData("L4R5S", "0x0470")]
        [InlineData("U575", "0x0415")]
        [InlineData("U5A5", "0x0415")]
        [InlineData("H563", "0x0415")]
        [InlineData("F103", "0x0410")]
        [InlineData("F407", "0x0413")]
        [InlineData("G071", "0x0460")]
        [InlineData("V33", "0x0462")]
        public void Stm32flash_writes_verifies_reads_starts_and_erases(string name, string id)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.Id = name[0] is 'U' or 'H' ? KnownId : part.Id;
            BoardDescription description = ShippedBoard.Create();
            using VirtualBoard board = new VirtualBoard(description, new[] { part, Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();

            Assert.Contains("Device ID    : " + id, Stm32Flash.Run(adapter));
            Assert.Contains("Wrote and verified address 0x08006590 (100.00%) Done.", Stm32Flash.Run(adapter, "-w", _written, "-v"));
            Assert.Equal(_image, FlashOf(board, ImageSize));

            Stm32Flash.Run(adapter, "-r", _read, "-S", "0x08000000:" + ImageSize);
            Assert.Equal(_image, File.ReadAllBytes(_read));

            Stm32Flash.Run(adapter, "-g", "0x08000000");
            Assert.Equal("2.0.0", VersionOf(board));

            Stm32Flash.Run(adapter, "-o");
            Assert.All(FlashOf(board, part.FlashSize), value => Assert.Equal(0xFF, value));
        }

        [PeerTheory("stm32flash")]
        [InlineData("L471")]
        public void Stm32flash_does_the_same_with_a_part_without_a_crystal_once_it_listens(string name)
        {
            using VirtualBoard board = new VirtualBoard(ShippedBoard.Create(), new[] { Stm32Parts.Create(name), Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();

            // Whoever opens it resets the part; it is held open, because stm32flash waits for less than 2.56 s.
            using FileStream open = new FileStream(adapter.Path, FileMode.Open, FileAccess.ReadWrite);
            Assert.True(SpinWait.SpinUntil(() => StateOf(board) == PartState.Bootloader, TimeSpan.FromSeconds(10)), "it does not listen");

            Stm32Flash.RunAt(adapter.Path, "-o");
            Stm32Flash.RunAt(adapter.Path, "-w", _written, "-v");
            Assert.Equal(_image, FlashOf(board, ImageSize));
            Stm32Flash.RunAt(adapter.Path, "-r", _read, "-S", "0x08000000:" + ImageSize);
            Assert.Equal(_image, File.ReadAllBytes(_read));
            Stm32Flash.RunAt(adapter.Path, "-g", "0x08000000");
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
