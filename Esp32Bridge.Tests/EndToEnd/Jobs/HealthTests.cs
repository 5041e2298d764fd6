using System;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>A program that starts but is not healthy is not kept.</summary>
    public class HealthTests
    {
        [Theory]
        [InlineData("L432", "U575")]
        [InlineData("F407", "G071")]
        public void A_program_that_reports_its_health_is_kept(string partA, string partB)
        {
            using TestBoard test = new TestBoard(partA, partB);
            JobFile job = test.JobTogether(1);
            job.SetHealth(0, "heartbeat 2 version 2.0.0", 10);
            job.SetHealth(1, "version 2.0.0", 10);

            test.RunJob(job);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
            test.Wait("job 1: ended; 2 of 2 targets programmed");
        }

        [Fact]
        public void A_program_that_does_not_report_its_health_is_put_back()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.JobTogether(1);
            job.IsTogether = false;
            job.SetHealth(0, "all is well", 1);

            test.RunJob(job);

            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.Contains("A: wait for health: expected 'all is well' within 1000 ms; got", test.Wait("job 1: A: put back to version 1.0.0"));
        }

        [Fact]
        public void All_targets_that_belong_together_are_put_back_if_one_is_not_healthy()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.JobTogether(1);
            job.SetHealth(1, "all is well", 1);

            test.RunJob(job);

            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.Equal("1.0.0", test.Runs("B"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.True(test.Holds("B", test.Old("B")));
        }

        [Fact]
        public void A_newer_job_ends_the_wait_and_has_to_bring_a_program_instead_of_the_previous_one()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 10;
            JobFile job = test.JobTogether(1);
            job.IsTogether = false;
            job.Targets.RemoveAt(1);
            job.SetHealth(0, "all is well", 120);
            test.Publish(job);
            test.Board.PowerOn();
            test.Wait("A: waiting for its sign of health");
            JobFile newer = test.Job(2);
            newer.Targets.RemoveAt(1);
            newer.Targets[0]["image"] = "missing.bin";
            test.Publish(newer);

            test.Wait("job 2: waits: A: download: expected status 200");
            Assert.Contains("A: stop: expected to go on to the end; got a request to stop", test.Wait("job 1: failed: A"));
            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains("wait for health", StringComparison.Ordinal));
            Assert.Equal("2.0.0", test.Runs("A"));
            test.Server.Put("/missing.bin", test.New("A"));
            test.WaitForEnd(2);

            Assert.Equal("2.0.0", test.Runs("A"));
            test.Wait("job 2: ended; 1 of 1 targets programmed");
        }

        [Fact]
        public void Without_a_previous_image_the_program_stays_and_the_job_has_failed()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.SetHealth(0, "all is well", 1);

            test.RunJob(job);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Contains("A: wait for health", test.Wait("job 1: failed: A"));
            test.Wait("job 1: ended; 1 of 2 targets programmed");
        }
    }
}
