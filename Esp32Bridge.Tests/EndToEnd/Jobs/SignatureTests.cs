using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>Only the owner of the key can make a device program anything.</summary>
    public class SignatureTests
    {
        [Fact]
        public void A_job_without_a_signature_is_not_done()
        {
            using TestBoard test = new TestBoard();
            test.Server.Put("/job.json", test.Job(1).ToBytes());
            test.Board.PowerOn();

            Assert.Contains("expected status 200; got 404. Sign the job", test.Wait("no job: fetch http://ota.example.com/job.json.sig"));

            IsDoneWhenSigned(test);
        }

        [Theory]
        [InlineData("another key of 32 characters ...", 0)]
        [InlineData("Esp32Bridge, the key of the benc", 1)]
        public void A_job_with_a_false_signature_is_not_done(string key, int change)
        {
            using TestBoard test = new TestBoard();
            byte[] manifest = test.Job(1).ToBytes();
            test.Server.Put("/job.json.sig", JobSignature.KeyOf(key).Sign(manifest));
            manifest[^2] += (byte)(change * ('\n' - manifest[^2]));
            manifest[^3] = change == 1 ? (byte)' ' : manifest[^3];
            test.Server.Put("/job.json", manifest);
            test.Board.PowerOn();

            test.Wait("no job: check the signature: expected a signature of this job by a key of the device; got a different one.");

            IsDoneWhenSigned(test);
        }

        [Fact]
        public void A_device_without_a_key_accepts_no_job()
        {
            using TestBoard test = new TestBoard();
            test.Description.Keys = new byte[0][];
            test.Publish(test.Job(1));
            test.Board.PowerOn();

            test.Wait("no job: check the signature: expected a public key; got none.");

            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains("arrived"));
        }

        [Theory]
        [InlineData(3)]
        [InlineData(2)]
        public void A_completed_or_older_job_is_not_done_after_a_restart(int number)
        {
            using TestBoard test = new TestBoard();
            test.RunJob(test.Job(3), 3);
            test.Board.PowerOff();
            JobFile replay = test.Job(number);
            replay.Targets[0]["version"] = "9.9.9";
            test.Publish(replay);
            int restart = test.Board.Log.Count;
            test.Board.PowerOn();
            int requests = test.Server.Requests.Count;

            Assert.True(System.Threading.SpinWait.SpinUntil(() => test.Server.Requests.Count > requests + 3, 20000));

            test.Wait($"job {number}: refused: job.json: job: expected a number above 3; got {number}.", restart);
            Assert.Single(test.Board.Log.Lines[restart..], line => line.StartsWith("job ", System.StringComparison.Ordinal));
            test.RunJob(test.Job(4), 4);
        }

        private static void IsDoneWhenSigned(TestBoard test)
        {
            Assert.DoesNotContain(test.Board.Log.Lines, line => line.Contains("arrived"));
            Assert.Equal("1.0.0", test.Runs("A"));
            test.RunJob(test.Job(2), 2);
            Assert.Equal("2.0.0", test.Runs("A"));
        }
    }
}
