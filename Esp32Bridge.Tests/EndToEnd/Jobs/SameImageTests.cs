using System;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>Two equal parts that get the same image.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class SameImageTests : IDisposable
    {
        private const int FastTime = 20;

        private readonly TestBoard _test = new TestBoard("L432", "L432", 20000);

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Both_get_it(bool isTogether)
        {
            _test.RunJob(JobOf(isTogether));

            Assert.Equal("2.0.0", _test.Runs("A"));
            Assert.Equal("2.0.0", _test.Runs("B"));
            Assert.True(_test.Holds("A", _test.New("A")));
            Assert.True(_test.Holds("B", _test.New("A")));
        }

        [Theory]
        [InlineData("A", "B")]
        [InlineData("B", "A")]
        public void A_dead_part_does_not_keep_the_other_from_its_image(string dead, string other)
        {
            _test.Board.Esp32.TimeScale = FastTime;
            _test.Board.PowerOn();
            _test.Wait("application loop: started");
            _test.Board.Run(_ => _test.Board.Part(dead).Chip.PowerOff());
            _test.Publish(JobOf(false));
            _test.WaitForEnd();

            Assert.Equal("2.0.0", _test.Runs(other));
            Assert.True(_test.Holds(other, _test.New("A")));
            Assert.Contains($"job 1: {other}: started with version 2.0.0", _test.Board.Log.Lines);
            Assert.Contains(_test.Board.Log.Lines, line => line.StartsWith($"job 1: failed: {dead}: enter the bootloader: ", StringComparison.Ordinal));
        }

        [Fact]
        public void A_part_that_dies_while_it_is_written_does_not_keep_the_other_from_its_image()
        {
            _test.Board.Esp32.TimeScale = FastTime;
            _test.Board.PowerOn();
            _test.Wait("application loop: started");
            _test.Publish(JobOf(false));
            _test.Wait("B: writing");
            _test.Board.Run(_ => _test.Board.Part("B").Chip.PowerOff());
            _test.Wait("job 1: A: started with version 2.0.0");
            _test.Board.PowerOnParts();
            _test.WaitForEnd();

            Assert.True(_test.Holds("A", _test.New("A")));
            Assert.True(_test.Holds("B", _test.New("A")));
            Assert.Equal("2.0.0", _test.Runs("B"));
        }

        public void Dispose()
        {
            _test.Dispose();
        }

        private JobFile JobOf(bool isTogether)
        {
            JobFile job = BenchJob.Create(1);
            job.IsTogether = isTogether;
            foreach (BoardPart part in _test.Board.Parts)
            {
                job.Add(part.Target.Name, "A.bin", _test.New("A"), part.Chip.Part.Id, Stm32Part.FlashBase, "2.0.0");
            }

            return job;
        }
    }
}
