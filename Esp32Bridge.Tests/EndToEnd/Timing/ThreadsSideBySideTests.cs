using System;
using System.Threading;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.Timing
{
    /// <summary>Works on threads of the virtual ESP32.</summary>
    public class ThreadsSideBySideTests
    {
        private const uint MemoryOfWork = 1000;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

        [Fact]
        public void With_memory_for_all_of_them_none_waits_for_another()
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = 3 * MemoryOfWork;
            wires.Run(() =>
            {
                using Barrier meeting = new Barrier(3);
                bool[] haveMet = new bool[3];
                Action work0 = () => haveMet[0] = meeting.SignalAndWait(_patience);
                Action work1 = () => haveMet[1] = meeting.SignalAndWait(_patience);
                Action work2 = () => haveMet[2] = meeting.SignalAndWait(_patience);

                new ThreadsSideBySide(MemoryOfWork).Run(new[] { work0, work1, work2 }, new Exception[3]);

                Assert.Equal(new[] { true, true, true }, haveMet);
            });
        }

        [Theory]
        [InlineData(0)]
        [InlineData(MemoryOfWork)]
        [InlineData((2 * MemoryOfWork) - 1)]
        public void Without_memory_for_two_one_begins_when_the_other_has_ended(uint memory)
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = memory;
            wires.Run(() =>
            {
                int running = 0;
                int most = 0;
                int done = 0;
                Action work = () =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    System.Threading.Tasks.Task.Delay(20).Wait();
                    Interlocked.Decrement(ref running);
                    Interlocked.Increment(ref done);
                };

                new ThreadsSideBySide(MemoryOfWork).Run(new[] { work, work, work }, new Exception[3]);

                Assert.Equal(3, done);
                Assert.Equal(1, most);
            });
        }

        [Fact]
        public void What_one_throws_is_told_at_its_place_and_the_others_go_to_their_end()
        {
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                Exception[] failures = new Exception[2];
                bool hasEnded = false;
                Action fails = () => throw new InvalidOperationException("a");
                Action ends = () =>
                {
                    System.Threading.Tasks.Task.Delay(20).Wait();
                    hasEnded = true;
                };

                new ThreadsSideBySide(MemoryOfWork).Run(new[] { fails, ends }, failures);

                Assert.Equal("a", failures[0].Message);
                Assert.Null(failures[1]);
                Assert.True(hasEnded);
            });
        }
    }
}
