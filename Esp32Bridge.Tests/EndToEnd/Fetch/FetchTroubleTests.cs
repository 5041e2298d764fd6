using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Fetch
{
    /// <summary>Parts that do not fetch correctly: a clear error, the other target gets its image, and the loop goes on.</summary>
    public class FetchTroubleTests
    {
        [PeerTheory("gcc")]
        [InlineData("expected success; got failure 9 'flash is worn'.", "fail", "flash is worn")]
        [InlineData("got 0102030000000000000000000000000000000000000000000000000000000000.", "lie")]
        [InlineData("expected success; got failure 6 'the memory does not hold the image'.", "spoil")]
        [InlineData("expected success; got failure 4 'no room for the image'.", "room", "100")]
        [InlineData("expected at most 105536 bytes asked for; got more and no end; 0 request(s) refused.", "forever")]
        public void A_part_that_runs_and_does_not_take_its_image_has_failed_at_once(string error, params string[] mode)
        {
            using FetchBoard board = new FetchBoard();
            board.Start(mode);

            board.ExpectFailure(board.Job(1), error);
        }

        [PeerTheory("gcc")]
        [InlineData("another trigger")]
        public void A_part_that_never_requests_has_failed_and_keeps_its_program(string trigger)
        {
            using FetchBoard board = new FetchBoard();
            board.Test.Board.Esp32.TimeScale = 10;
            board.Start();
            JobFile job = board.Job(1);
            job.SetMethod(0, "fetch", trigger);

            board.ExpectFailure(job, "fetch by the part: expected a request within 30000 ms; got silence.");
        }

        [PeerTheory("gcc")]
        [InlineData("die", "5")]
        public void A_job_waits_for_a_part_that_dies_in_the_middle_while_the_loop_goes_on(params string[] mode)
        {
            using FetchBoard board = new FetchBoard();
            board.Test.Board.Esp32.TimeScale = 20;
            board.Start(mode);
            board.Test.Publish(board.Job(1));
            board.Test.Board.PowerOn();

            Assert.Contains("fetch by the part: expected a request within 30000 ms; got silence.", board.Test.Wait("job 1: attempt 1 of 3 failed: "));
            Assert.StartsWith("4 ", board.Client.WaitForEnd());
            board.Test.Wait("job 1: waits: ");
            int waits = board.Test.Board.Log.Count;
            board.Test.Wait("application loop: started", waits);
            Assert.Equal("2.0.0", board.Test.Runs("B"));

            board.Start("start", (5 * 256).ToString(System.Globalization.CultureInfo.InvariantCulture));
            board.Test.WaitForEnd();
            board.Test.Wait("job 1: ended; 2 of 2 targets programmed");
            board.ExpectImage();
        }

        [PeerTheory("gcc")]
        [InlineData("all is well")]
        public void A_part_whose_new_program_does_not_report_its_health_has_failed(string text)
        {
            using FetchBoard board = new FetchBoard();
            board.Start();
            JobFile job = board.Job(1);
            job.SetHealth(0, text, 3);

            board.ExpectFailure(job, "wait for health: expected 'all is well' within 3000 ms; got");
        }
    }
}
