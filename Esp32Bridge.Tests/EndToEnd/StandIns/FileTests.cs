using System;
using System.IO;
using System.Threading;
using Esp32Bridge.Bench.Probes;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>The internal drive, and the effect of a power cut on a file that is being written.</summary>
    public sealed class FileTests : IDisposable
    {
        private const string FilePath = "I:\\a.bin";

        private static readonly byte[] _old = { 9, 9, 9 };
        private static readonly byte[] _new = { 1, 2, 3, 4 };

        private readonly FakeWires _wires = new FakeWires();

        [Theory]
        [InlineData(1, new byte[] { 9, 9, 9 })]
        [InlineData(2, new byte[] { })]
        [InlineData(3, new byte[] { 1, 2 })]
        [InlineData(4, new byte[] { 1, 2, 3, 4 })]
        public void A_power_cut_leaves_the_old_content_or_none_or_a_part_or_all_of_the_new(int step, byte[] left)
        {
            using ManualResetEventSlim cut = new ManualResetEventSlim();
            int steps = 0;
            _wires.Esp32.Drive["a.bin"] = _old;
            _wires.Stepped = () =>
            {
                steps++;
                if (steps == step)
                {
                    _wires.Esp32.PowerOff();
                    cut.Set();
                }
            };
            _wires.Esp32.PowerOn(() =>
            {
                FileProbe.Write(FilePath, _new);
                FileProbe.Write("I:\\b.bin", _new);
            });
            Assert.True(cut.Wait(TimeSpan.FromSeconds(30)));

            Assert.Equal(left, _wires.Esp32.Drive["a.bin"]);
            Assert.False(_wires.Esp32.Drive.ContainsKey("b.bin"));
        }

        [Fact]
        public void A_file_has_the_content_of_the_last_write()
        {
            _wires.Run(() =>
            {
                FileProbe.Write(FilePath, _old);
                FileProbe.Write(FilePath, _new);
                Assert.Equal(_new, FileProbe.Read(FilePath));
                Assert.Equal(string.Empty, Assert.Throws<IOException>(() => FileProbe.Read("I:\\none.bin")).Message);
            });
        }

        [Fact]
        public void A_missing_drive_is_a_plain_exception()
        {
            _wires.Run(() => Assert.Equal(typeof(Exception), Assert.ThrowsAny<Exception>(() => FileProbe.Write("D:\\a.bin", _new)).GetType()));
        }

        public void Dispose()
        {
            _wires.Dispose();
        }
    }
}
