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
    /// Debian's stm32flash sees the model as it sees a part. Parts that it does not know use the id of an L476,
    /// with their own flash and their own bootloader.
    /// </summary>
    public sealed class Stm32FlashTests : IDisposable
    {
        
        // Whole units of every part: stm32flash does not fill up incomplete ones.
        private const int ImageSize = 26016;
        private const ushort KnownId = 0x415;

        private static readonly string[] _slow = { "L471", "H7A3" };
        private static readonly string[] _unknown = { "C031", "C071", "H503", "H563", "H7A3", "L552", "U031", "U375", "U575", "U5A5", "WB55", "WBA52", "WL55" };

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

        public static TheoryData<string> Parts
        {
            get { return new TheoryData<string>(Stm32Parts.Names.Except(_slow)); }
        }

        [PeerTheory("stm32flash")]
        [MemberData(nameof(Parts))]
        public void Stm32flash_writes_verifies_reads_starts_and_erases(string name)
        {
            Stm32Part part = PartOf(name);
            string id = "0x0" + part.Id.ToString("x3");
            BoardDescription description = ShippedBoard.Create();
            using VirtualBoard board = new VirtualBoard(description, new[] { part, Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();

            Assert.Contains("Device ID    : " + id, Stm32Flash.Run(adapter));
            Assert.Contains("Wrote and verified address 0x080065a0 (100.00%) Done.", Stm32Flash.Run(adapter, "-w", _written, "-v"));
            Assert.Equal(_image, FlashOf(board, ImageSize));

            Stm32Flash.Run(adapter, "-r", _read, "-S", "0x08000000:" + ImageSize);
            Assert.Equal(_image, File.ReadAllBytes(_read));

            Stm32Flash.Run(adapter, "-g", "0x08000000");
            Assert.Equal("2.0.0", VersionOf(board));

            Stm32Flash.Run(adapter, "-o");
            Assert.Equal(-1, FlashOf(board, part.FlashSize).AsSpan().IndexOfAnyExcept(part.ErasedValue));
        }

        [PeerTheory("stm32flash")]
        [InlineData("L471")]
        [InlineData("H7A3")]
        public void Stm32flash_does_the_same_with_a_part_that_starts_slowly(string name)
        {
            using VirtualBoard board = new VirtualBoard(ShippedBoard.Create(), new[] { PartOf(name), Stm32Parts.Create("L432") }, false);
            using PtyAdapter adapter = new PtyAdapter(board, board.Part("A"));
            board.PowerOnParts();

            // Opening the terminal resets the part. It stays open, because stm32flash does not wait that long.
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

        private static Stm32Part PartOf(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.Id = _unknown.Contains(name) ? KnownId : part.Id;
            return part;
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
