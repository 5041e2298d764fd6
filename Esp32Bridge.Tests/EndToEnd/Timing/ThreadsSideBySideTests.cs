using System;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Xunit;

namespace Esp32Bridge.EndToEnd.Timing
{
    /// <summary>Works on threads of the virtual ESP32.</summary>
    public class ThreadsSideBySideTests
    {
        private const uint MemoryOfWork = 1000;
        private const uint MemoryOfOthers = 500;

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

        [Fact]
        public void With_memory_for_all_works_none_waits_for_another()
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = MemoryOfOthers + (3 * MemoryOfWork);
            wires.Run(() =>
            {
                using Barrier meeting = new Barrier(3);
                bool[] haveMet = new bool[3];
                Action work0 = () => haveMet[0] = meeting.SignalAndWait(_patience);
                Action work1 = () => haveMet[1] = meeting.SignalAndWait(_patience);
                Action work2 = () => haveMet[2] = meeting.SignalAndWait(_patience);

                Run(new[] { work0, work1, work2 }, new Exception[3]);

                Assert.Equal(new[] { true, true, true }, haveMet);
            });
        }

        [Theory]
        [InlineData(MemoryOfOthers + MemoryOfWork)]
        [InlineData(MemoryOfOthers + (2 * MemoryOfWork) - 1)]
        public void Without_memory_for_two_works_one_begins_when_the_other_has_ended(uint memory)
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

                Run(new[] { work, work, work }, new Exception[3]);

                Assert.Equal(3, done);
                Assert.Equal(1, most);
            });
        }

        [Fact]
        public void Without_memory_for_one_work_none_begins_and_the_error_shows_the_free_memory()
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = MemoryOfOthers + MemoryOfWork - 1;
            wires.Run(() =>
            {
                bool hasBegun = false;
                Action work = () => hasBegun = true;

                BridgeException error = Assert.Throws<BridgeException>(() => Run(new[] { work }, new Exception[1]));

                Assert.StartsWith("begin: expected 1500 bytes of memory; got 1499. ", error.Message, StringComparison.Ordinal);
                Assert.False(hasBegun);
            });
        }

        [Fact]
        public void A_work_waits_for_memory_to_become_free()
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = 0;
            wires.Run(() =>
            {
                bool hasBegun = false;
                Action work = () => hasBegun = true;
                FreeAtSecondLook(wires.Esp32, MemoryOfOthers + MemoryOfWork);

                Run(new[] { work }, new Exception[1]);

                Assert.True(hasBegun);
            });
        }

        [Fact]
        public void There_is_a_short_wait_for_the_memory_of_all_works()
        {
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = MemoryOfOthers + MemoryOfWork;
            wires.Run(() =>
            {
                using Barrier meeting = new Barrier(2);
                bool[] haveMet = new bool[2];
                Action work0 = () => haveMet[0] = meeting.SignalAndWait(_patience);
                Action work1 = () => haveMet[1] = meeting.SignalAndWait(_patience);
                FreeAtSecondLook(wires.Esp32, MemoryOfOthers + (2 * MemoryOfWork));

                Run(new[] { work0, work1 }, new Exception[2]);

                Assert.Equal(new[] { true, true }, haveMet);
            });
        }

        [Fact]
        public void An_exception_is_stored_at_the_index_of_its_work_and_the_others_complete()
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

                Run(new[] { fails, ends }, failures);

                Assert.Equal("a", failures[0].Message);
                Assert.Null(failures[1]);
                Assert.True(hasEnded);
            });
        }

        private static void FreeAtSecondLook(VirtualEsp32 esp32, uint memory)
        {
            int looks = 0;
            esp32.MemoryAsked = () =>
            {
                looks++;
                esp32.FreeMemory = looks < 2 ? esp32.FreeMemory : memory;
            };
        }

        private static void Run(Action[] works, Exception[] failures)
        {
            ThreadsSideBySide threads = new ThreadsSideBySide(MemoryOfOthers);
            threads.Run(works, failures, threads.AwaitPlaces(works.Length, MemoryOfWork));
        }
    }
}
