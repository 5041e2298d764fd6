using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>What became of all runs of a campaign.</summary>
    public sealed class CampaignReport
    {
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

        /// <summary>Gets the one line that says it all.</summary>
        public string Summary
        {
            get
            {
                int recovered = Results.Count(result => result.Outcome == Outcome.Recovered);
                return $"faults={Results.Count} recovered={recovered} failed={Results.Count - recovered - Violations.Count} violations={Violations.Count}";
            }
        }

        /// <summary>Counts the outcomes by kind of fault.</summary>
        /// <returns>A row for each kind that occurred, and one for runs with two faults.</returns>
        public IEnumerable<(string Kind, IReadOnlyDictionary<Outcome, int> Counts)> ByKind()
        {
            return Results
                .GroupBy(result => result.Trial.Faults.Length > 1 ? (FaultKind?)null : result.Trial.Faults[0].Kind)
                .OrderBy(group => group.Key ?? (FaultKind)int.MaxValue)
                .Select(group => (NameOf(group.Key), (IReadOnlyDictionary<Outcome, int>)group.GroupBy(result => result.Outcome).ToDictionary(same => same.Key, same => same.Count())));
        }

        private static string NameOf(FaultKind? kind)
        {
            return kind switch
            {
                null => "two faults",
                FaultKind.Nack => "NACK",
                FaultKind.Reset => "reset of the part",
                FaultKind.FailedUnit => "failed unit",
                _ => kind.ToString().ToLowerInvariant(),
            };
        }
    }
}
