using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Tests.Model;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>
    /// Plugs are pulled: the ESP32's, or either part's, at moments spread over a job. Whatever a part starts afterwards is
    /// one whole image; and with the supply back, the job comes to its end without help: the part runs the new image, or
    /// the old one and the job is reported as failed.
    /// </summary>
    public class PowerCutTests
    {
        private const int Moments = 200;
        private const int Boards = 8;
        private const int OffTime = 20;

        private static readonly string[] _victims = { null, "A", "B" };

        private readonly ITestOutputHelper _output;

        public PowerCutTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void No_part_starts_a_mixed_or_false_image_at_any_of_200_moments()
        {
            long steps = CountSteps();
            ConcurrentBag<string> violations = new ConcurrentBag<string>();
            int cuts = 0;
            Parallel.For(0, Moments, new ParallelOptions { MaxDegreeOfParallelism = Boards }, moment =>
            {
                long step = 1 + (steps * moment / Moments);
                string violation = Pull(step, _victims[moment % _victims.Length], ref cuts);
                if (violation != null)
                {
                    violations.Add(violation);
                }
            });

            _output.WriteLine($"{cuts} cuts over {steps} steps");
            Assert.True(violations.IsEmpty, string.Join("\n=====\n", violations));
            Assert.True(cuts >= Moments * 9 / 10, $"only {cuts} cuts happened");
        }

        // The number of steps from the end of the application loop to the end of the job.
        private static long CountSteps()
        {
            using TestBoard test = new TestBoard(size: 1500);
            long start = 0;
            test.Board.Log.LineWritten += line => start = line == "application loop: stopped" ? test.Board.Steps : start;
            test.RunJob(test.Job(1));
            return test.Board.Steps - start;
        }

        private static string Pull(long step, string victim, ref int cuts)
        {
            using TestBoard test = new TestBoard(size: 1500);
            using ManualResetEventSlim done = new ManualResetEventSlim();
            string violation = null;
            test.Board.PowerWasCut += name => violation = Judge(test, name);
            test.Board.PowerWasCut += _ => done.Set();
            test.Board.Log.LineWritten += line =>
            {
                if (line == "application loop: stopped")
                {
                    test.Board.Cut ??= done.IsSet ? null : new PowerCut(test.Board.Steps + step, victim);
                }
            };
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            if (!SpinWait.SpinUntil(() => done.IsSet || Ended(test), TimeSpan.FromSeconds(60)))
            {
                return $"step {step}, {victim ?? "ESP32"}: neither cut nor ended\n{string.Join('\n', test.Board.Log.Lines)}";
            }

            if (!done.IsSet)
            {
                return null;
            }

            Interlocked.Increment(ref cuts);
            Thread.Sleep(OffTime);
            test.Board.PowerOn();
            test.WaitForEnd();
            violation ??= JudgeEnd(test, "A") ?? JudgeEnd(test, "B");
            return violation == null ? null : $"step {step}, {victim ?? "ESP32"}: {violation}\n{string.Join('\n', test.Board.Log.Lines)}";
        }

        private static bool Ended(TestBoard test)
        {
            return test.Board.Log.Lines.Any(line => line.StartsWith("job 1: ended", StringComparison.Ordinal));
        }

        // What the part would start now, if it came back with BOOT0 low.
        private static string Judge(TestBoard test, string name)
        {
            foreach (string target in name == null ? new[] { "A", "B" } : new[] { name })
            {
                MemoryMap memory = test.Board.Part(target).Chip.Memory;
                if (memory.CanStart(Stm32Part.FlashBase) && !Holds(memory, test.Old(target)) && !Holds(memory, test.New(target)))
                {
                    return target + " would start what is neither the old nor the new image";
                }
            }

            return null;
        }

        private static string JudgeEnd(TestBoard test, string name)
        {
            if (test.Runs(name) == "2.0.0")
            {
                return Judge(test, name);
            }

            bool reported = test.Board.Log.Lines.Any(line => line.StartsWith("job 1: failed: " + name, StringComparison.Ordinal));
            return test.Runs(name) == "1.0.0" && reported ? Judge(test, name) : name + " runs neither the new image nor the old one with the failure reported";
        }

        private static bool Holds(MemoryMap memory, byte[] image)
        {
            return memory.Flash.Copy(0, image.Length).AsSpan().SequenceEqual(image);
        }
    }
}
