using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>A job is a desired state: the firmware pursues it by itself, also after a restart.</summary>
    public class RestartTests
    {
        // A job that was started more often than this is given up.
        private const int MaximumAttempts = 24;

        [Fact]
        public void A_job_goes_on_by_itself_although_its_manifest_is_no_longer_on_the_server()
        {
            using TestBoard test = new TestBoard();
            CutAt(test, "A: writing", null);
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            WaitForCut(test);
            test.Server.Handle("/job.json", NotThere);
            test.Board.PowerOn();

            test.WaitForEnd();

            test.Wait("job 1: taken up again after a restart");
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void A_record_that_cannot_be_read_for_lack_of_memory_admits_no_old_job_and_is_reported()
        {
            FakeJobStore store = new FakeJobStore();
            new JobTable(store).Submit(Manifests.Good(7));
            using FakeWires wires = new FakeWires();
            wires.Esp32.FreeMemory = 5999;
            int length = store.State.Length;
            JobTable table = null;

            wires.Run(() => table = new JobTable(store));

            Assert.Contains($"expected {6144 + (3 * length)} bytes of memory; got 5999", table.Queue.Trouble);
            wires.Esp32.FreeMemory = 20000;
            wires.Run(() => Assert.False(table.Submit(Manifests.Good(6))));
        }

        [Fact]
        public void A_completed_target_is_not_programmed_again_after_a_restart()
        {
            using TestBoard test = new TestBoard();
            CutAt(test, "B: writing", null);
            test.Publish(test.Job(1));
            test.Server.Handle("/B.bin", async context =>
            {
                test.Wait("job 1: A: started with version 2.0.0");
                await Task.Delay(1000);
                await context.Response.Body.WriteAsync(test.New("B"));
            });
            test.Board.PowerOn();
            WaitForCut(test);
            int restart = test.Board.Log.Count;
            test.Board.PowerOn();

            test.WaitForEnd();

            Assert.DoesNotContain(test.Board.Log.Lines[restart..], line => line.StartsWith("A: ", StringComparison.Ordinal));
            test.Wait("job 1: ended; 2 of 2 targets programmed");
        }

        [Fact]
        public void A_job_that_crashes_the_ESP32_each_time_is_given_up_and_reported()
        {
            using TestBoard test = new TestBoard();
            test.Description.ReportUrl = "http://ota.example.com/reports";
            CutAt(test, "A: checking the image", null, MaximumAttempts);
            test.Publish(test.Job(1));
            for (int attempt = 1; attempt <= MaximumAttempts; attempt++)
            {
                test.Board.PowerOn();
                WaitForCut(test);
            }

            test.Board.PowerOn();
            test.WaitForEnd();

            Assert.Contains($"expected success in {MaximumAttempts} attempts; got none", test.Wait("job 1: failed: A: program"));
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.True(SpinWait.SpinUntil(() => test.Server.Posts.Any(post => post.Contains("\"ended\"") && post.Contains("success in")), 20000));
        }

        [Fact]
        public void A_target_without_a_program_gets_it_when_the_server_is_back()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 20;
            CutAt(test, "A: writing", null);
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            WaitForCut(test);
            test.Server.Handle("/A.bin", NotThere);
            test.Board.PowerOn();

            test.Wait("job 1: waits: A: download: expected status 200");
            int waits = test.Board.Log.Count;
            test.Wait("job 1: goes on in 60 s");
            test.Wait("application loop: started", waits);
            test.Wait("job 1: goes on in 120 s");
            test.Server.Handle("/A.bin", context => context.Response.Body.WriteAsync(test.New("A")).AsTask());
            test.WaitForEnd();

            Assert.Equal("2.0.0", test.Runs("A"));
            test.Wait("job 1: ended; 2 of 2 targets programmed");
        }

        [Fact]
        public void A_part_left_in_its_bootloader_is_started_when_the_job_fails()
        {
            using TestBoard test = new TestBoard();
            CutAt(test, "A: entering the bootloader", null);
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            WaitForCut(test);
            test.Board.Run(now => test.Board.Part("A").PressReset(true, now));
            test.Board.Run(_ => test.Board.Part("A").SetJumper(false));
            Assert.True(SpinWait.SpinUntil(() => test.Runs("A") == "Bootloader", 5000));
            test.Server.Handle("/A.bin", NotThere);
            test.Board.PowerOn();

            test.WaitForEnd();

            test.Wait("job 1: failed: A: download: expected status 200");
            Assert.Equal("1.0.0", test.Runs("A"));
        }

        [Theory]
        [InlineData("A", "A: writing 60 %")]
        [InlineData("B", "B: writing 100 %")]
        public void A_part_without_supply_gets_its_image_when_the_supply_is_back(string target, string line)
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 20;
            CutAt(test, line, target);
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            test.Wait("job 1: goes on in 60 s");
            test.Board.PowerOnParts();

            test.WaitForEnd();

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Fact]
        public void A_newer_job_that_leaves_out_a_target_without_a_program_waits_for_it()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 20;
            CutAt(test, "B: writing 100 %", "B");
            test.Publish(test.Job(1));
            test.Board.PowerOn();
            test.Wait("job 1: goes on in 60 s");
            JobFile newer = test.Job(2);
            newer.Targets.RemoveAt(1);
            test.Publish(newer);
            test.Wait("job 2: arrived");
            test.Board.PowerOnParts();

            test.WaitForEnd(2);

            string[] ends = test.Board.Log.Lines.Where(line => line.Contains(": ended; ", StringComparison.Ordinal)).ToArray();
            Assert.Equal(new[] { "job 1: ended; 2 of 2 targets programmed", "job 2: ended; 1 of 1 targets programmed" }, ends);
        }

        private static Task NotThere(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        // The supply of the ESP32, or of a target, fails at the next step after a line of the firmware.
        private static void CutAt(TestBoard test, string line, string victim, int times = 1)
        {
            test.Board.Log.LineWritten += written =>
            {
                if (written == line && times > 0)
                {
                    times--;
                    test.Board.Cut = new PowerCut(test.Board.Steps + 1, victim);
                }
            };
        }

        private static void WaitForCut(TestBoard test)
        {
            Assert.True(SpinWait.SpinUntil(() => !test.Board.Esp32.IsOn, 60000));
        }
    }
}
