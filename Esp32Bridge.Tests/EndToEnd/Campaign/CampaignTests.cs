using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Campaign;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using Xunit;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>After any single fault in a job, the part runs a whole image or waits for the next job.</summary>
    [Collection(AloneCollection.Name)]
    public class CampaignTests
    {
        [Fact]
        public void Every_fault_at_any_byte_of_a_small_job_is_recovered_from()
        {
            CampaignReport report = FaultCampaign.Run(FaultCampaign.List(FaultCampaign.Listed));

            AssertNoViolations(report);
            Assert.Empty(report.Results.Where(result => result.Outcome != Outcome.Recovered).Take(10));
            Assert.True(report.Results.Select(result => result.Trial.Job.Part).Distinct().Count() >= 4, "fewer than four parts");
            Assert.Equal(Enum.GetValues<FaultKind>().Length, report.ByKind().Count());
        }

        [Fact]
        public void None_of_2000_random_faults_does_lasting_harm()
        {
            CampaignReport report = FaultCampaign.Run(FaultCampaign.Draw(1, 2000, null));

            AssertNoViolations(report);
            Assert.StartsWith("faults=2000 recovered=", report.Summary, StringComparison.Ordinal);
            Assert.All(report.Results, result => Assert.Equal(2, result.Jobs));
            Assert.All(report.Results, result => Assert.InRange(result.Restarts, 8, 16));
            Assert.InRange(report.Results.Count(result => result.ForeignDownloads > 0), 100, 1000);
            Assert.InRange(report.Results.Count(result => result.Trial.Targets.Any(target => target.Job.IsData)), 100, 1000);
        }

        [Fact]
        public void Faults_at_the_same_byte_of_two_targets_are_recovered_from()
        {
            CampaignReport report = FaultCampaign.Run(FaultCampaign.ListPairs(FaultCampaign.Listed));

            AssertNoViolations(report);
            Assert.Empty(report.Results.Where(result => result.Outcome != Outcome.Recovered).Take(10));
            Assert.Equal(new[] { "both targets", "both, together" }, report.ByKind().Select(row => row.Kind));
            Assert.All(report.Results, result => Assert.Equal(result.Trial.Targets[0].Faults[0].Position, result.Trial.Targets[1].Faults[0].Position));
        }

        [Fact]
        public void Random_runs_with_two_targets_have_faults_on_either_and_on_both()
        {
            FaultTrial[] pairs = FaultCampaign.Draw(1, 300, null).Where(trial => trial.Targets.Length == 2).ToArray();

            Assert.Equal(100, pairs.Length);
            Assert.All(pairs, pair => Assert.NotEqual(pair.Targets[0].Job.Part, pair.Targets[1].Job.Part));
            Assert.All(pairs, pair => Assert.All(pair.Targets, target => Assert.True(target.TimeAlone > 0)));
            Assert.Equal(6, pairs.Select(pair => (pair.IsTogether, pair.Targets[0].Faults.Length > 0, pair.Targets[1].Faults.Length > 0)).Distinct().Count());
        }

        [Fact]
        public void The_same_seed_makes_the_same_runs()
        {
            string[] first = TextOf(FaultCampaign.Draw(7, 50, null));

            Assert.Equal(first, TextOf(FaultCampaign.Draw(7, 50, null)));
            Assert.Equal(first.Take(20), TextOf(FaultCampaign.Draw(7, 20, null)));
            Assert.NotEqual(first, TextOf(FaultCampaign.Draw(8, 50, null)));
            Assert.Equal(
                FaultCampaign.Run(FaultCampaign.Draw(7, 50, null)).Results.Select(result => result.ToString()),
                FaultCampaign.Run(FaultCampaign.Draw(7, 50, null)).Results.Select(result => result.ToString()));
        }

        [Fact]
        public void A_named_part_is_the_only_one()
        {
            Assert.All(FaultCampaign.Draw(7, 50, "U575"), trial => Assert.Equal("U575", trial.Job.Part));
            Assert.All(FaultCampaign.Draw(7, 50, "U575/I2C"), trial => Assert.Equal("U575/I2C", trial.Job.Part));
        }

        [Fact]
        public void Random_runs_have_targets_on_each_line_and_two_targets_on_different_ones()
        {
            FaultTrial[] trials = FaultCampaign.Draw(1, 300, null).ToArray();
            LineKind[] kinds = trials.Select(trial => TrialPart.KindOf(trial.Job.Part)).ToArray();

            Assert.All(Enum.GetValues<LineKind>(), kind => Assert.InRange(kinds.Count(one => one == kind), 50, 200));
            Assert.InRange(trials.Count(trial => trial.Targets.Select(target => TrialPart.KindOf(target.Job.Part)).Distinct().Count() == 2), 30, 100);
        }

        private static void AssertNoViolations(CampaignReport report)
        {
            Assert.True(report.Violations.Count == 0, report.Summary + Environment.NewLine + string.Join(Environment.NewLine, report.Violations.Take(10)));
        }

        private static string[] TextOf(IEnumerable<FaultTrial> trials)
        {
            return trials.Select(trial => trial.ToString()).ToArray();
        }
    }
}
