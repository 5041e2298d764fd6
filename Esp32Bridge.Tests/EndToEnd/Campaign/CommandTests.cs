using System;
using System.IO;
using System.Linq;
using Esp32Bridge.Bench;
using Xunit;

namespace Esp32Bridge.EndToEnd.Campaign
{
    /// <summary>The commands "campaign faults" and "campaign power".</summary>
    [Collection(AloneCollection.Name)]
    public class CommandTests
    {
        [Fact]
        public void The_last_line_is_the_summary_and_the_exit_code_reports_success()
        {
            (int code, string[] lines) = Run("campaign", "faults", "--runs", "30", "--seed", "3", "--part", "l412");

            Assert.Equal(0, code);
            Assert.StartsWith("fault ", lines[0], StringComparison.Ordinal);
            Assert.Matches(@"^judged: second jobs=30 restarts=[1-9]\d+ old or forged jobs offered=[1-9]\d+ jobs with data=[1-9]\d* downloads of another image=[1-9]\d*$", lines[^2]);
            Assert.Matches(@"^faults=30 recovered=\d+ failed=\d+ violations=0$", lines[^1]);
        }

        [Fact]
        public void A_single_run_can_be_repeated_with_details()
        {
            (int code, string[] lines) = Run("campaign", "faults", "--seed", "3", "--only", "29", "--part", "L412");

            Assert.Equal(0, code);
            Assert.Contains(lines, line => line.StartsWith("run 29: L412, ", StringComparison.Ordinal));
            Assert.Contains("job 1: ended; 1 of 1 targets programmed", lines);
            Assert.StartsWith("faults=1 ", lines[^1], StringComparison.Ordinal);
        }

        [Fact]
        public void The_last_line_about_power_cuts_is_the_summary_and_the_exit_code_reports_success()
        {
            (int code, string[] lines) = Run("campaign", "power", "--runs", "6", "--seed", "3");

            Assert.Equal(0, code);
            Assert.Matches(@"^judged: jobs=12 old or forged jobs offered=[1-9]\d+ jobs with data=\d downloads of another image=\d+ lost records=\d boards with buses=\d$", lines[^2]);
            Assert.Matches(@"^cuts=6 converged=\d reported=\d dead=0$", lines[^1]);
        }

        [Theory]
        [InlineData("--part", "L999")]
        [InlineData("--runs", "0")]
        [InlineData("--only", "-1")]
        public void An_invalid_option_is_refused(string option, string value)
        {
            Assert.Equal(2, Run("campaign", "faults", option, value).Code);
        }

        private static (int Code, string[] Lines) Run(params string[] arguments)
        {
            TextWriter before = Console.Out;
            StringWriter output = new StringWriter();
            try
            {
                Console.SetOut(output);
                int code = BenchProgram.Main(arguments).Result;
                return (code, output.ToString().Split(Environment.NewLine).Where(line => line.Length > 0).ToArray());
            }
            finally
            {
                Console.SetOut(before);
            }
        }
    }
}
