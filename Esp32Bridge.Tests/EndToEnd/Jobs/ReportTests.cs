using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>The reports show what happened.</summary>
    public class ReportTests
    {
        private const string Url = "http://ota.example.com/reports";

        [Fact]
        public void Every_change_of_a_job_is_reported_in_its_order()
        {
            using TestBoard test = new TestBoard(size: 30000);
            test.Description.ReportUrl = Url;
            test.Description.DeviceName = "pump-17";
            JobFile job = test.Job(1);
            job.For = "pump-17";
            job.SetHealth(1, "version 2.0.0", 10);

            test.RunJob(job);

            List<JsonElement> reports = WaitForEnd(test);
            Assert.All(reports, report => Assert.Equal("pump-17", Text(report, "device")));
            Assert.All(reports, report => Assert.Equal(1, report.GetProperty("job").GetInt32()));
            Assert.Equal(Enumerable.Range(1, reports.Count), reports.Select(report => report.GetProperty("sequence").GetInt32()));
            Assert.Equal("accepted", Text(reports[0], "state"));
            Assert.Equal(new[] { "downloading", "programming", "verifying", "committed" }, StatesOf(reports, "A"));
            Assert.Equal(new[] { "downloading", "programming", "verifying", "committed", "healthy" }, StatesOf(reports, "B"));
            int[] percents = reports.Where(report => Text(report, "target") == "A" && report.TryGetProperty("percent", out _) && Text(report, "state") == "programming")
                .Select(report => report.GetProperty("percent").GetInt32()).ToArray();

            // On an unpaced line most are replaced by the next one before they are posted.
            Assert.True(percents.Length is >= 1 and <= 10, string.Join(' ', percents));
            Assert.Equal(percents.Order(), percents);
            Assert.Equal(percents.Select(percent => percent / 10).Distinct().Count(), percents.Length);
            JsonElement end = reports[^1];
            Assert.Equal("ended", Text(end, "state"));
            Assert.Equal(new[] { "A committed 2.0.0", "B healthy 2.0.0" }, end.GetProperty("targets").EnumerateArray().Select(target => $"{Text(target, "name")} {Text(target, "state")} {Text(target, "version")}"));
        }

        [Fact]
        public void A_failed_target_is_reported_with_the_cause_and_one_that_was_put_back_too()
        {
            using TestBoard test = new TestBoard();
            test.Description.ReportUrl = Url;
            JobFile job = test.JobTogether(1);
            job.IsTogether = false;
            job.Targets[0]["sha256"] = new string('0', 64);
            job.SetHealth(1, "all is well", 1);

            test.RunJob(job);

            List<JsonElement> reports = WaitForEnd(test);
            Assert.Equal(new[] { "downloading", "failed" }, StatesOf(reports, "A"));
            Assert.Equal(new[] { "downloading", "programming", "verifying", "committed", "putting back", "put back" }, StatesOf(reports, "B"));
            JsonElement[] targets = reports[^1].GetProperty("targets").EnumerateArray().ToArray();
            Assert.StartsWith("A: download: expected SHA-256 0000", Text(targets[0], "cause"), StringComparison.Ordinal);
            Assert.StartsWith("B: wait for health: expected 'all is well'", Text(targets[1], "cause"), StringComparison.Ordinal);
        }

        [Fact]
        public void A_server_that_takes_no_reports_delays_no_job_and_gets_the_end_later()
        {
            using TestBoard test = new TestBoard();
            test.Description.ReportUrl = Url;
            int isOpen = 0;
            List<string> taken = new List<string>();
            test.Server.Handle("/reports", async context =>
            {
                if (Volatile.Read(ref isOpen) == 0)
                {
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                }

                using System.IO.StreamReader reader = new System.IO.StreamReader(context.Request.Body);
                string body = await reader.ReadToEndAsync();
                lock (taken)
                {
                    taken.Add(body);
                }
            });

            test.RunJob(test.Job(1));
            test.Board.PowerOff();
            Volatile.Write(ref isOpen, 1);
            test.Board.PowerOn();

            Assert.True(SpinWait.SpinUntil(() => { lock (taken) { return taken.Any(body => body.Contains("\"ended\"")); } }, 60000));
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void A_reported_end_is_not_reported_again_after_a_restart()
        {
            using TestBoard test = new TestBoard();
            test.Description.ReportUrl = Url;
            test.RunJob(test.Job(1));
            WaitForEnd(test);
            Thread.Sleep(200);
            int count = test.Server.Posts.Count;
            test.Board.PowerOff();
            test.Board.PowerOn();

            test.RunJob(test.Job(2), 2);

            WaitForEnd(test, 2);
            Assert.DoesNotContain(test.Server.Posts.Skip(count), post => post.Contains("\"job\":1,") || post.Contains("\"job\":1}"));
        }

        private static List<JsonElement> WaitForEnd(TestBoard test, int number = 1)
        {
            Func<List<JsonElement>> read = () => test.Server.Posts.Select(post => JsonDocument.Parse(post).RootElement).ToList();
            Assert.True(SpinWait.SpinUntil(() => read().Any(report => Text(report, "state") == "ended" && report.GetProperty("job").GetInt32() == number), 60000));
            return read();
        }

        private static string[] StatesOf(List<JsonElement> reports, string target)
        {
            List<string> states = new List<string>();
            foreach (string state in reports.Where(report => Text(report, "target") == target).Select(report => Text(report, "state")))
            {
                if (states.Count == 0 || states[^1] != state)
                {
                    states.Add(state);
                }
            }

            return states.ToArray();
        }

        private static string Text(JsonElement report, string name)
        {
            return report.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
    }
}
