using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp32Bridge.Tests.Transfers;
using Xunit;

namespace Esp32Bridge.EndToEnd.Fetch
{
    /// <summary>The page about fetch matches the code.</summary>
    public class FetchExampleTests
    {
        [Fact]
        public void The_exchange_in_the_documentation_matches_the_bytes_on_the_line()
        {
            string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here()), "..", "..", "..", "Esp32Bridge", "3-Transfers", "Fetch", "README.md"));
            string example = Regex.Match(page, "```\n(> A5 5A .*?)```", RegexOptions.Singleline).Groups[1].Value;
            string[] frames = Regex.Replace(example.Trim(), "\n  ", " ").Split('\n');
            FetchTalk talk = new FetchTalk(20);

            Assert.Equal(12, frames.Length);
            foreach (string[] exchange in frames.Chunk(2))
            {
                Assert.StartsWith("> ", exchange[0]);
                Assert.Equal(exchange[1], "< " + talk.Ask(exchange[0][2..]));
            }

            Assert.True(talk.HasEnded);
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return path;
        }
    }
}
