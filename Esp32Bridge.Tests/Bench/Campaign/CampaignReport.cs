using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The results of all runs of a campaign.</summary>
    public sealed class CampaignReport
    {
        // The rows after those of the kinds.
        private const int TwoFaults = 1000;
        private const int OneApart = 1001;
        private const int BothApart = 1002;
        private const int OneTogether = 1003;
        private const int BothTogether = 1004;

        /// <summary>Creates the report.</summary>
        /// <param name="results">The results.</param>
        public CampaignReport(IReadOnlyList<TrialResult> results)
        {
            Results = results;
            Violations = results.Where(result => result.Outcome == Outcome.Violation).ToArray();
        }

        /// <summary>Gets the results, in the order of the runs.</summary>
        public IReadOnlyList<TrialResult> Results { get; }

        /// <summary>Gets the violations.</summary>
        public IReadOnlyList<TrialResult> Violations { get; }

        /// <summary>Gets the summary line.</summary>
        public string Summary
        {
            get
            {
                int recovered = Results.Count(result => result.Outcome == Outcome.Recovered);
                return $"faults={Results.Count} recovered={recovered} failed={Results.Count - recovered - Violations.Count} violations={Violations.Count}";
            }
        }

        /// <summary>Gets the line with the other checks.</summary>
        public string Judged
        {
            get
            {
                int second = Results.Count(result => result.Jobs > 1);
                int restarts = Results.Sum(result => result.Restarts);
                int offers = Results.Sum(result => result.RefusedOffers);
                int data = Results.Count(result => result.Trial.Targets.Any(target => target.Job.IsData));
                int foreign = Results.Sum(result => result.ForeignDownloads);
                return $"judged: second jobs={second} restarts={restarts} old or forged jobs offered={offers} jobs with data={data} downloads of another image={foreign}";
            }
        }

        /// <summary>Counts the outcomes by kind of fault.</summary>
        /// <returns>A row for each kind that occurred, and rows for runs with two faults and with two targets.</returns>
        public IEnumerable<(string Kind, IReadOnlyDictionary<Outcome, int> Counts)> ByKind()
        {
            return Results
                .GroupBy(result => OrderOf(result.Trial))
                .OrderBy(group => group.Key)
                .Select(group => (NameOf(group.Key), (IReadOnlyDictionary<Outcome, int>)group.GroupBy(result => result.Outcome).ToDictionary(same => same.Key, same => same.Count())));
        }

        private static int OrderOf(FaultTrial trial)
        {
            if (trial.Targets.Length == 1)
            {
                return trial.Targets[0].Faults.Length == 1 ? (int)trial.Targets[0].Faults[0].Kind : TwoFaults;
            }

            bool isBoth = trial.Targets.All(target => target.Faults.Length > 0);
            return trial.IsTogether ? isBoth ? BothTogether : OneTogether : isBoth ? BothApart : OneApart;
        }

        private static string NameOf(int order)
        {
            return order switch
            {
                TwoFaults => "two faults",
                OneApart => "one of two targets",
                BothApart => "both targets",
                OneTogether => "one, together",
                BothTogether => "both, together",
                (int)FaultKind.Nack => "NACK",
                (int)FaultKind.Reset => "reset of the part",
                (int)FaultKind.FailedUnit => "failed unit",
                _ => ((FaultKind)order).ToString().ToLowerInvariant(),
            };
        }
    }
}
