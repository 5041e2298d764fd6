using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Peers
{
    /// <summary>The YMODEM receiver of Debian's lrzsz receives images from the running firmware, as the loader on a part would.</summary>
    public sealed class RbTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("rb").FullName;

        [PeerTheory("rb")]
        [InlineData(1)]
        [InlineData(1152)]
        [InlineData(300000)]
        public void Rb_gets_the_image_of_a_job(int size)
        {
            byte[] image = FakeImages.Program(Math.Max(size, 100), "2.0.0")[..size];
            using TestBoard test = new TestBoard();
            using PtyProgram part = Install(test, image);

            test.RunJob(JobOf(test, image));

            Assert.Equal(image, File.ReadAllBytes(Path.Combine(_folder, "image.bin")));
            Assert.Equal(1, part.Starts);
            test.Wait("job 1: A: runs version 2.0.0");
            test.Wait("job 1: ended; 2 of 2 targets programmed");
        }

        // One byte in this many is lost or corrupted; rb waits some seconds for each lost byte.
        [PeerTheory("rb")]
        [InlineData(7001, 0, true)]
        [InlineData(0, 9, false)]
        [InlineData(6007, 11, false)]
        public void Rb_gets_the_image_over_a_line_that_loses_and_corrupts_bytes(int toPart, int fromPart, bool areLost)
        {
            byte[] image = FakeImages.Program(20000, "2.0.0");
            using TestBoard test = new TestBoard();
            using PtyProgram part = Install(test, image);
            int struck = 0;
            part.ToProgram = (number, value) => Strike(number, value, toPart, areLost, ref struck);
            part.FromProgram = (number, value) => Strike(number, value, fromPart, areLost, ref struck);

            test.RunJob(JobOf(test, image));

            Assert.Equal(image, File.ReadAllBytes(Path.Combine(_folder, "image.bin")));
            Assert.True(struck > 0, "nothing went wrong");
            test.Wait("job 1: A: runs version 2.0.0");
        }

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        private static int Strike(long number, byte value, int interval, bool isLost, ref int struck)
        {
            if (interval == 0 || number % interval != interval - 1)
            {
                return value;
            }

            struck++;
            return isLost ? -1 : value ^ 0x20;
        }

        // The part reports the version of its file when the file is complete.
        private PtyProgram Install(TestBoard test, byte[] image)
        {
            string path = Path.Combine(_folder, "image.bin");
            test.Server.Put("/image.bin", image);
            PtyProgram program = new PtyProgram(
                test.Board,
                test.Board.Part("A").Chip,
                "rb\r",
                () => "version " + (File.Exists(path) && File.ReadAllBytes(path).SequenceEqual(image) ? "2.0.0" : "1.0.0"),
                terminal => Process.Start(new ProcessStartInfo("sh", new[] { "-c", $"exec rb --ymodem -b -y <> {terminal} >&0 2>rb.log" }) { WorkingDirectory = _folder }));
            test.Board.Run(_ => test.Board.Part("A").Chip.Program = program);
            return program;
        }

        private static JobFile JobOf(TestBoard test, byte[] image)
        {
            JobFile job = test.Job(1);
            job.Targets.RemoveAt(0);
            job.Targets.Insert(0, BenchJob.Create(0).Add("A", "image.bin", image, 0, 0, "2.0.0").DeepClone());
            job.SetMethod(0, "ymodem", "rb\r");
            job.SetHealth(0, "version 2.0.0", 10);
            return job;
        }
    }
}
