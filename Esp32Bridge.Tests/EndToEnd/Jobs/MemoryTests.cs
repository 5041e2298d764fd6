using System;
using System.Linq;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>A device after years and a thousand jobs has as much memory as a new one.</summary>
    [Collection(AloneCollection.Name)]
    public class MemoryTests
    {
        private const int Jobs = 1000;
        private const int WarmUp = 200;
        private const int Kinds = 5;
        private const int TimeScale = 20;

        // The memory of .NET and its web server varies by some tens of KB.
        private const long Tolerance = 128 * 1024;

        private readonly ITestOutputHelper _output;

        public MemoryTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Memory_does_not_grow_over_a_thousand_jobs_good_and_bad()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = TimeScale;
            test.Description.ReportUrl = "http://ota.example.com/reports";
            test.RunJob(test.Job(1));
            long before = 0;
            for (int number = 2; number <= Jobs; number++)
            {
                RunOne(test, number);
                test.Board.Log.Clear();
                test.Server.Forget();
                if (number == WarmUp)
                {
                    before = Used();
                }
            }

            long after = Used();
            _output.WriteLine($"{before} bytes after {WarmUp} jobs, {after} after {Jobs}");
            Assert.True(after - before < Tolerance, $"{before} bytes after {WarmUp} jobs, {after} after {Jobs}");
            test.RunJob(test.Job(Jobs + 1), Jobs + 1);
        }

        // Every kind in turn. An invalid job is complete when the device polls for it again.
        private static void RunOne(TestBoard test, int number)
        {
            JobFile job = test.Job(number);
            switch (number % Kinds)
            {
                case 0:
                    break;
                case 1:
                    job.Targets[0]["sha256"] = new string('1', 64);
                    break;
                case 2:
                    job.Targets[1]["image"] = "missing.bin";
                    break;
                case 3:
                    test.Server.Publish(Encoding.UTF8.GetBytes("{\"job\":" + number + ",\"targets\":[" + new string('[', number)));
                    WaitForLooks(test);
                    return;
                default:
                    test.Server.Put("/job.json", job.ToBytes());
                    WaitForLooks(test);
                    return;
            }

            test.Publish(job);
            test.WaitForEnd(number);
        }

        private static void WaitForLooks(TestBoard test)
        {
            Assert.True(SpinWait.SpinUntil(() => test.Server.Requests.Count(request => request == "GET /job.json") >= 2, 60000));
        }

        private static long Used()
        {
            long least = long.MaxValue;
            for (int i = 0; i < 5; i++)
            {
                Thread.Sleep(50);
                GC.Collect();
                GC.WaitForPendingFinalizers();
                least = Math.Min(least, GC.GetTotalMemory(true));
            }

            return least;
        }
    }
}
