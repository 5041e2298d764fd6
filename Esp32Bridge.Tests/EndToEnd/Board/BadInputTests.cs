using System;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>Mistakes of servers and people. Each time the error is helpful, the other target is programmed, and the loop goes on.</summary>
    public class BadInputTests
    {
        [Theory]
        [InlineData("no manifest", null, "fetch http://ota.example.com/job.json: expected status 200; got 404")]
        [InlineData("empty", "", "job.json: expected a JSON object")]
        [InlineData("no JSON", "job 1", "job.json: expected a JSON object")]
        [InlineData("truncated", "{\"job\": 1, \"targets\": [", "job.json: expected a value or ']'; got the end at line 1 column 24.")]
        [InlineData("an array", "[1]", "job.json: expected a JSON object")]
        [InlineData("no number", "{\"targets\": [{}]}", "job.json: job: expected a value; got none")]
        [InlineData("a number out of range", "{\"job\": 0, \"targets\": [{}]}", "job.json: job: expected a number of 1 to 2147483647; got 0")]
        [InlineData("no targets", "{\"job\": 1, \"for\": \"esp32bridge\"}", "job.json: targets: expected a value; got none")]
        [InlineData("for nobody", "{\"job\": 1, \"targets\": [{}]}", "job.json: for: expected a value; got none")]
        [InlineData("deep", "{\"job\": 1, \"targets\": [[[[[]]]]]}", "job.json: expected at most 4 levels; got more")]
        public void An_invalid_manifest_is_reported_and_the_next_one_works(string kind, string manifest, string error)
        {
            using TestBoard test = new TestBoard();
            if (manifest != null)
            {
                test.Server.Publish(Encoding.UTF8.GetBytes(manifest));
            }

            test.Board.PowerOn();

            string line = test.Wait("no job: ");
            Assert.True(line.Contains(error, StringComparison.Ordinal), $"{kind}: {line}");
            test.Wait("A> heartbeat 2 ");
            test.Publish(test.Job(1));
            test.WaitForEnd();
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Fact]
        public void A_manifest_over_8_KiB_is_refused()
        {
            using TestBoard test = new TestBoard();
            byte[] manifest = test.Job(1).ToBytes();
            test.Server.Publish(Pad(manifest, 8193));
            test.Board.PowerOn();
            Assert.Contains("expected at most 8192 bytes; got more", test.Wait("no job: "));

            test.Server.Publish(Pad(manifest, 8192));
            test.WaitForEnd();
            Assert.Equal("2.0.0", test.Runs("A"));
        }

        [Theory]
        [InlineData("name", "C", "job 1: refused: job.json: name: expected 'A' or 'B'; got 'C'")]
        [InlineData("name", null, "no job: target 1: job.json: name: expected a value; got none")]
        [InlineData("image", null, "no job: A: job.json: image: expected a value; got none")]
        [InlineData("size", null, "no job: A: job.json: size: expected a value; got none")]
        [InlineData("size", "3000", "no job: A: job.json: size: expected a number of 16 to 2147483647; got '3000'")]
        [InlineData("sha256", null, "no job: A: job.json: sha256: expected a value; got none")]
        [InlineData("sha256", "abc", "no job: A: job.json: sha256: expected 64 hexadecimal digits; got 3 characters")]
        [InlineData("device", null, "no job: A: job.json: device: expected a value; got none")]
        [InlineData("device", "435", "no job: A: job.json: device: expected a text of 0x0 to 0xFFF; got '435'")]
        [InlineData("address", null, "no job: A: job.json: address: expected a value; got none")]
        [InlineData("address", "0x100000000", "no job: A: job.json: address: expected a text of 0x0 to 0xFFFFFFFF; got '0x100000000'")]
        [InlineData("version", null, "no job: A: job.json: version: expected a value; got none")]
        [InlineData("device", "0x999", "job 1: refused: A: check the job: expected a device id of the device table; got 0x999")]
        [InlineData("address", "0x20000000", "job 1: refused: A: check the job at 0x20000000: expected an address in the flash of STM32L43x/44x; got one outside")]
        [InlineData("address", "0x08040000", "job 1: refused: A: check the job at 0x08040000: expected an address in the flash of STM32L43x/44x; got one outside")]
        [InlineData("address", "0x08000400", "job 1: refused: A: check the job at 0x08000400: expected the start of a page of 2048 bytes; got an address within one")]
        [InlineData("address", "0x0803F800", "job 1: refused: A: check the size at 0x0803F800: expected at most 2048 bytes")]
        [InlineData("heath", "x", "no job: A: job.json: expected a field that is known; got 'heath'")]
        [InlineData("method", "ymodm", "no job: A: job.json: method: expected 'bootloader' or 'ymodem' or 'fetch'; got 'ymodm'")]
        public void An_impossible_job_is_refused_and_its_number_stays_free(string field, string value, string error)
        {
            using TestBoard test = new TestBoard();
            test.Publish(With(test.Job(1), field, value));
            test.Board.PowerOn();

            test.Wait(error);
            test.Wait("A> heartbeat 2 version 1.0.0");
            test.Publish(test.Job(1));
            test.WaitForEnd();
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        [Theory]
        [InlineData("image", "missing.bin", "A: download: expected status 200 from http://ota.example.com/missing.bin; got 404")]
        [InlineData("sha256", "0000000000000000000000000000000000000000000000000000000000000000", "A: download: expected SHA-256 0000")]
        [InlineData("device", "0x415", "A: identify: expected device 0x415 (STM32L47x/48x); got 0x435 (STM32L43x/44x)")]
        public void A_wrong_field_ends_the_job_only_for_its_target(string field, string value, string error)
        {
            using TestBoard test = new TestBoard();

            test.RunJob(With(test.Job(1), field, value));

            ExpectFailureOfA(test, error);
        }

        [Theory]
        [InlineData(-1, "A: download: expected 2999 bytes; got 3000 bytes")]
        [InlineData(1, "A: download: expected 3001 bytes; got 3000 bytes")]
        public void An_image_shorter_or_longer_than_said_is_refused(int difference, string error)
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.Targets[0]["size"] = test.New("A").Length + difference;

            test.RunJob(job);

            ExpectFailureOfA(test, error);
        }

        [Theory]
        [InlineData(-1, "A: download: expected 2999 bytes; got more")]
        [InlineData(1, "A: download: expected 3001 bytes; got 3000 bytes")]
        public void An_image_of_another_length_without_Content_Length_is_refused(int difference, string error)
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", context => context.Response.Body.WriteAsync(test.New("A")).AsTask());
            JobFile job = test.Job(1);
            job.Targets[0]["size"] = test.New("A").Length + difference;

            test.RunJob(job);

            ExpectFailureOfA(test, error);
        }

        [Fact]
        public void A_dropped_connection_is_reported_and_nothing_is_written()
        {
            using TestBoard test = new TestBoard();
            test.Server.Handle("/A.bin", async context =>
            {
                context.Response.ContentLength = test.New("A").Length;
                await context.Response.Body.WriteAsync(test.New("A").AsMemory(0, 1000));
                await context.Response.Body.FlushAsync();
                await Task.Delay(50);
                context.Abort();
            });

            ExpectWaitOfA(test, "A: download: expected");
        }

        [Fact]
        public void A_job_waits_for_an_absent_server_and_a_newer_job_is_done()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = "http://nowhere.example.com/a.bin";

            ExpectWaitOfA(test, "A: download: expected a connection to http://nowhere.example.com/a.bin", job);

            test.Publish(test.Job(2));
            test.WaitForEnd(2);
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.Contains("job 1: replaced by job 2", test.Board.Log.Lines);
        }

        [Fact]
        public void A_waiting_job_goes_on_when_the_server_comes_back_after_minutes()
        {
            using TestBoard test = new TestBoard();
            test.Board.Esp32.TimeScale = 60;
            JobFile job = test.Job(1);
            job.Targets[0]["image"] = "http://later.example.com/A.bin";
            test.Publish(job);
            test.Board.PowerOn();
            test.Wait("job 1: goes on in 120 s");

            test.Board.Esp32.Hosts["later.example.com"] = test.Server.Port;

            test.WaitForEnd();
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Fact]
        public void An_image_too_large_for_the_part_is_refused()
        {
            using TestBoard test = new TestBoard();
            JobFile job = test.Job(1);
            job.Targets[0]["size"] = (256 * 1024) + 16;

            test.Publish(job);
            test.Board.PowerOn();

            test.Wait("job 1: refused: A: check the size at 0x08000000: expected at most 262144 bytes for STM32L43x/44x; got 262160 bytes");
            test.Wait("A> heartbeat 2 version 1.0.0");
        }

        [Fact]
        public void A_part_whose_bootloader_does_not_answer_is_reported_and_runs_on()
        {
            using TestBoard test = new TestBoard();
            test.Board.Run(_ => test.Board.Part("A").Chip.Memory.Options.NSwBoot0 = false);

            test.RunJob(test.Job(1));

            // The bytes come from the program that goes on running.
            ExpectFailureOfA(test, "A: enter the bootloader: expected an answer to 7F; got ");
            Assert.Contains(" after 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. Check BOOT0", test.Wait("job 1: failed"));
        }

        [Fact]
        public void A_read_protected_part_is_reported_and_runs_on()
        {
            using TestBoard test = new TestBoard();
            test.Board.Run(_ => test.Board.Part("A").Chip.Memory.Options.IsReadProtected = true);

            test.RunJob(test.Job(1));

            ExpectFailureOfA(test, "A: read the flash at 0x08000000: expected its content; got NACK. Read protection is on");
        }

        [Fact]
        public void An_image_that_changes_during_the_download_is_not_committed_and_the_next_attempt_is()
        {
            using TestBoard test = new TestBoard();
            int downloads = 0;
            test.Server.Handle("/A.bin", context =>
            {
                byte[] image = (byte[])test.New("A").Clone();
                image[^1] ^= (byte)(++downloads == 2 ? 1 : 0);
                context.Response.ContentLength = image.Length;
                return context.Response.Body.WriteAsync(image).AsTask();
            });

            test.RunJob(test.Job(1));

            Assert.Contains("A: download: expected SHA-256", test.Wait("attempt 1 of 3 failed"));
            Assert.Equal("2.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.New("A")));
        }

        private static void ExpectWaitOfA(TestBoard test, string error, JobFile job = null)
        {
            test.Publish(job ?? test.Job(1));
            test.Board.PowerOn();
            Assert.Contains("job 1: waits: " + error, test.Wait("job 1: waits"));
            int end = test.Board.Log.Count;
            test.Wait("job 1: goes on in 60 s");
            test.Wait("A> heartbeat", end);
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.Equal("2.0.0", test.Runs("B"));
        }

        private static JobFile With(JobFile job, string field, string value)
        {
            JsonObject target = (JsonObject)job.Targets[0];
            target.Remove(field);
            if (value != null)
            {
                target[field] = value;
            }

            return job;
        }

        private static void ExpectFailureOfA(TestBoard test, string error)
        {
            Assert.Contains("job 1: failed: " + error, test.Wait("job 1: failed"));
            Assert.Contains("job 1: ended; 1 of 2 targets programmed", test.Board.Log.Lines);
            int end = test.Board.Log.Count;
            test.Wait("A> heartbeat", end);
            test.Wait("B> heartbeat", end);
            Assert.Equal("1.0.0", test.Runs("A"));
            Assert.True(test.Holds("A", test.Old("A")));
            Assert.Equal("2.0.0", test.Runs("B"));
            Assert.True(test.Holds("B", test.New("B")));
        }

        private static byte[] Pad(byte[] manifest, int length)
        {
            byte[] padded = new byte[length];
            Array.Fill(padded, (byte)' ');
            manifest.CopyTo(padded, 0);
            return padded;
        }
    }
}
