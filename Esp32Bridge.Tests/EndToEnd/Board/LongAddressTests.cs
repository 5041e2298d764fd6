using System.Linq;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Signed addresses of object stores.</summary>
    public class LongAddressTests
    {
        [Theory]
        [InlineData(307)]
        [InlineData(2048)]
        public void An_address_may_be_long(int length)
        {
            using TestBoard test = new TestBoard();
            const string Start = "http://ota.example.com/A.bin?X-Signature=";
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = Start + new string('0', length - Start.Length);
            test.Description.ManifestUrl = "http://ota.example.com/job.json?X-Signature=" + new string('0', 1500);

            test.RunJob(job);

            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains("0000000000", System.StringComparison.Ordinal));
        }

        [Fact]
        public void The_cause_of_an_error_follows_a_long_address()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = "http://ota.example.com/" + string.Concat(Enumerable.Repeat("deep/", 300)) + "A.bin";

            test.RunJob(job);

            string cause = test.Wait("job 1: failed: A: ");
            Assert.Matches("/deep/[dep/]*[.][.][.]; got 404[.]", cause);
        }
    }
}
