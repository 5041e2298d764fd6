using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Power;
using Esp32Bridge.Wires;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>
    /// Plugs are pulled at moments all over a job. Whatever a part starts afterwards is one whole image. When the supply is
    /// back, the job completes without help, and no other one is carried out.
    /// </summary>
    [Collection(AloneCollection.Name)]
    public class PowerCampaignTests
    {
        private const int Seed = 4711;
        private const int Cuts = 200;

        private readonly ITestOutputHelper _output;

        public PowerCampaignTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void None_of_200_power_cuts_costs_a_device()
        {
            IReadOnlyList<PowerResult> results = PowerCampaign.Run(Enumerable.Range(0, Cuts).Select(number => new PowerTrial(Seed, number)).ToArray());

            // In full: the message of an assertion shows only the beginning.
            PowerResult[] dead = results.Where(result => result.Outcome == PowerOutcome.Dead).ToArray();
            foreach (PowerResult result in dead)
            {
                _output.WriteLine(result + Environment.NewLine + "  " + string.Join(Environment.NewLine + "  ", result.Log));
            }

            _output.WriteLine(PowerCampaign.Summary(results));
            Assert.Empty(dead);
            Assert.DoesNotContain(results, result => result.Outcome == PowerOutcome.Reported && !result.Trial.IsLong && result.Trial.ForeignTarget == null);
            Assert.All(results, result => Assert.Equal(2, result.Jobs));
            Assert.All(results, result => Assert.InRange(result.RefusedOffers, 6, 11));
            Assert.InRange(results.Count(result => result.ForeignDownloads > 0), Cuts / 8, Cuts / 2);
            Assert.InRange(results.Count(result => result.LostRecords > 0), Cuts / 25, Cuts / 4);
        }

        [Fact]
        public void The_runs_are_of_every_kind()
        {
            PowerTrial[] trials = Enumerable.Range(0, Cuts).Select(number => new PowerTrial(Seed, number)).ToArray();

            Assert.Equal(16, trials.Select(trial => (trial.Scenario, trial.Victim)).Distinct().Count());
            Assert.Contains(trials, trial => trial.HasSecondCut);
            Assert.Contains(trials, trial => trial.IsLong);
            Assert.Contains(trials, trial => trial.IsAtDrive && trial.Victim is PowerVictim.Esp32 or PowerVictim.All);
            Assert.Equal(8, trials.Select(trial => (trial.Scenario, trial.CutJob)).Distinct().Count());
            Assert.Equal(8, trials.Where(trial => trial.ForeignTarget != null).Select(trial => (trial.Scenario, trial.ForeignTarget)).Distinct().Count());
            Assert.Contains(trials, trial => trial.LosesRecord && trial.CutJob == 2 && trial.IsPushed);
            Assert.Contains(trials, trial => trial.LosesRecord && trial.CutJob == 2 && !trial.IsPushed);
            Assert.Contains(trials, trial => trial.Size > 16 * 1024);
            Assert.Contains(trials, trial => trial.Moment < 0.05);
            Assert.Contains(trials, trial => trial.Moment > 0.95);
            Assert.Equal(8, trials.Where(trial => trial.IsOnBus).Select(trial => (trial.Scenario, trial.Victim == PowerVictim.Esp32)).Distinct().Count());
            Assert.Equal(8, trials.Where(trial => trial.IsOnBus).Select(trial => (trial.Lines[0], trial.Lines[1])).Distinct().Count());
            Assert.InRange(trials.Count(trial => trial.IsOnBus), Cuts / 8, Cuts / 2);
        }
    }
}
