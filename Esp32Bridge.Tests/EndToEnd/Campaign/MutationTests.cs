using System;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The campaigns are worth what they notice: with one expression of the firmware wrong, they fail.</summary>
    [Collection(AloneCollection.Name)]
    public class MutationTests : IClassFixture<Mutants>
    {
        private const string Faults = "campaign faults --seed 1 --runs 48";
        private const string Power = "campaign power --seed 131 --runs 16";

        private readonly Mutants _mutants;
        private readonly ITestOutputHelper _output;

        public MutationTests(Mutants mutants, ITestOutputHelper output)
        {
            _mutants = mutants;
            _output = output;
        }

        [Theory]
        [InlineData(Faults)]
        [InlineData(Power)]
        public void The_firmware_as_it_is_passes(string campaign)
        {
            (int code, string output) = _mutants.RunBench(Mutation.None, campaign);

            Assert.True(code == 0, output);
            Assert.Matches("(violations|dead)=0$", output.TrimEnd());
        }

        [Theory]
        [MemberData(nameof(Wrong))]
        public void One_wrong_expression_is_noticed(string mutation, string campaign)
        {
            (int code, string output) = _mutants.RunBench(mutation, campaign);

            _output.WriteLine(string.Join('\n', output.Split('\n').Where(line => line.StartsWith("run ", StringComparison.Ordinal)).Take(5)));
            Assert.Matches("(violations|dead)=[1-9][0-9]*$", output.TrimEnd());
            Assert.Equal(1, code);
        }

        public static TheoryData<string, string> Wrong()
        {
            TheoryData<string, string> rows = new TheoryData<string, string>();
            foreach (Mutation mutation in Mutation.All)
            {
                if (mutation.NoticedBy.HasFlag(Campaigns.Faults))
                {
                    rows.Add(mutation.Name, Faults);
                }

                if (mutation.NoticedBy.HasFlag(Campaigns.Power))
                {
                    rows.Add(mutation.Name, Power);
                }
            }

            return rows;
        }
    }
}
