using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Esp32Bridge.EndToEnd.Examples
{
    /// <summary>Each example of the documentation is played by a test, or needs what a PC lacks. A new one has to be added here.</summary>
    public class HandbookListTests
    {
        private static readonly string[] _playedCommands =
        {
            // ToolExampleTests.
            @"dotnet run --project Esp32Bridge\.Tests/(Tool|Bench)\b",

            // JobExampleTests.
            "openssl (genpkey|pkey|pkeyutl) ", "sha256sum ", "stat -c %s ", @"curl (--data-binary @job\.json -H ""Authorization|http://pump-17/status)",

            // BridgePeerTests, Stm32FlashTests and RbTests, at the addresses of their boards.
            "curl -X POST .*/targets/A/(bootloader|run) ", "socat pty,raw,", "kill %1", "stm32flash -m 8n1 -b 115200 ", "python3 -c 'import sys, serial;", @"from stm32loader\.main import main;", "rb --ymodem ",

            // The tests themselves.
            "(ESP32BRIDGE_SCREENSHOTS=1 )?dotnet test ",
        };

        // They need an ESP32, a real hawkBit (its roll-outs in groups), a person at a terminal, or are any server.
        private static readonly string[] _otherCommands = { "dotnet tool install -g nanoff", "nanoff ", @"mgmt -X POST \$HAWKBIT/rest/v1/rollouts", @"  \\""(amountGroups|errorAction)\\""", @"python3 -m serial\.tools\.miniterm ", "python3 -m http.server " };

        // The exchange of fetch is played by FetchExampleTests. The others show what a program prints, with figures that differ from run to run, and the wires.
        private static readonly string[] _output = { "> A5 5A ", "job 7: failed: ", "configuration: ", "Side by side: ", "Wire: ", "Memory of one target", "IL instructions ", "fault  ", "judged: ", "  ESP32 " };

        // HandbookTests of hawkBit, ArchitectureTests, JobExampleTests, ConfigurationExampleTests; the rest are changes of the interpreter and programs that its faults spoil.
        private static readonly string[] _languages = { "sh", "mermaid", "json", "csharp", "diff", "xml" };

        public static TheoryData<string> Pages
        {
            get { return new TheoryData<string>(Handbook.Pages); }
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Each_example_is_played_or_needs_what_a_PC_lacks(string page)
        {
            foreach ((string language, string text) in Handbook.ExamplesOf(page))
            {
                if (language.Length > 0)
                {
                    Assert.Contains(language, _languages);
                }
                else if (!_output.Any(start => text.StartsWith(start, StringComparison.Ordinal)))
                {
                    Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.True(_playedCommands.Concat(_otherCommands).Any(command => Regex.IsMatch(line, "^" + command)), line));
                }
            }
        }

        [Theory]
        [MemberData(nameof(Pages))]
        public void Each_JSON_text_is_JSON(string page)
        {
            foreach ((_, string text) in Handbook.ExamplesOf(page).Where(example => example.Language == "json"))
            {
                foreach (string json in text.StartsWith("  \"", StringComparison.Ordinal) ? new[] { "{" + text + "}" } : text.StartsWith("{\"", StringComparison.Ordinal) ? text.Trim().Split('\n') : new[] { text })
                {
                    using JsonDocument _ = JsonDocument.Parse(json);
                }
            }
        }
    }
}
