using System;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The campaigns detect faults: with one wrong expression in the firmware, they fail.</summary>
    [Collection(AloneCollection.Name)]
    public class MutationTests : IClassFixture<Mutants>
    {
        private readonly Mutants _mutants;
        private readonly ITestOutputHelper _output;

        public MutationTests(Mutants mutants, ITestOutputHelper output)
        {
            _mutants = mutants;
            _output = output;
        }

        [Theory]
        [InlineData(Campaigns.Faults)]
        [InlineData(Campaigns.Power)]
        public void The_unchanged_firmware_passes(Campaigns campaign)
        {
            (int code, string output) = _mutants.ResultOf(Mutation.None, campaign);

            Assert.True(code == 0, output);
            Assert.Matches("(violations|dead)=0$", output.TrimEnd());
        }

        [Theory]
        [MemberData(nameof(Wrong))]
        public void One_wrong_expression_is_detected(string mutation, Campaigns campaign)
        {
            (int code, string output) = _mutants.ResultOf(mutation, campaign);

            _output.WriteLine(string.Join('\n', output.Split('\n').Where(line => line.StartsWith("run ", StringComparison.Ordinal))));
            Assert.Matches("(violations|dead)=[1-9][0-9]*$", output.TrimEnd());
            Assert.Equal(1, code);
        }

        public static TheoryData<string, Campaigns> Wrong()
        {
            TheoryData<string, Campaigns> rows = new TheoryData<string, Campaigns>();
            foreach (Mutation mutation in Mutation.All.Where(mutation => mutation.Name != Mutation.None))
            {
                foreach (Campaigns campaign in mutation.Runs)
                {
                    rows.Add(mutation.Name, campaign);
                }
            }

            return rows;
        }
    }
}
