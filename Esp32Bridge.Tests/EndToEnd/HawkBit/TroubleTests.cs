using System;
using System.Linq;
using System.Threading;
using Esp32Bridge.Bench.HawkBit;
using Xunit;

namespace Esp32Bridge.EndToEnd.HawkBit
{
    /// <summary>Whatever the server answers and whenever the ESP32 restarts: the job is done, and its action is closed once.</summary>
    public class TroubleTests
    {
        private const int Times = 2;

        public static TheoryData<string, int> Faults
        {
            get
            {
                TheoryData<string, int> faults = new TheoryData<string, int>();
                foreach (string place in new[] { "GET " + HawkBitBoard.Path, "PUT ", "GET " + HawkBitBoard.Path + "/deploymentBase", "POST ", "/job.json", "/job.json.sig", "/A.bin" })
                {
                    foreach (int status in new[] { 401, 404, 409, 429, 500, 503, -1, -2 })
                    {
                        // A permanent refusal of an image ends the job.
                        if (place != "/A.bin" || status is 429 or 500 or 503 or < 0)
                        {
                            faults.Add(place, status);
                        }
                    }
                }

                return faults;
            }
        }

        [Theory]
        [MemberData(nameof(Faults))]
        public void A_temporary_fault_only_delays_the_job(string place, int status)
        {
            using HawkBitBoard board = new HawkBitBoard();
            int count = 0;
            board.Server.Fault = request => request.Contains(place, StringComparison.Ordinal) && Interlocked.Increment(ref count) <= Times ? status : 0;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            Assert.True(count >= 1, "there was no fault");
            ExpectOneEnd(board, action);
        }

        [Fact]
        public void Feedback_that_is_refused_with_410_is_not_repeated()
        {
            using HawkBitBoard board = new HawkBitBoard();
            int count = 0;
            board.Server.Fault = request => request.StartsWith("POST", StringComparison.Ordinal) && Interlocked.Increment(ref count) > 0 ? 410 : 0;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            board.Test.WaitForEnd();

            board.WaitForPolls(3);

            Assert.DoesNotContain(board.Test.Board.Log.Lines, line => line.StartsWith("no job: post", StringComparison.Ordinal));
            Assert.True(action.IsActive);
        }

        [Fact]
        public void A_wrong_token_is_reported_with_advice()
        {
            using HawkBitBoard board = new HawkBitBoard();
            board.Configure("http://" + HawkBitBoard.Host, "token", "another-token-0123456789");
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.Test.Wait("no job: fetch http://hawkbit.example.com/DEFAULT/controller/v1/esp32bridge: expected status 200; got 401. Check 'hawkbit' in the configuration and its token first. Then check the server and the address that it has for devices.");

            Assert.True(action.IsActive);
            Assert.DoesNotContain(board.Test.Board.Log.Lines, line => line.Contains("another-token", StringComparison.Ordinal));
        }

        [Fact]
        public void A_server_that_is_away_is_waited_for()
        {
            using HawkBitBoard board = new HawkBitBoard();
            board.Test.Board.Esp32.Hosts[HawkBitBoard.Host] = 1;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            board.Test.Wait("no job: fetch http://hawkbit.example.com/DEFAULT/controller/v1/esp32bridge: expected a connection");

            board.Test.Board.Esp32.Hosts[HawkBitBoard.Host] = board.Server.Port;

            board.WaitForEnd(action, "finished");
        }

        // A restart at each request of a roll-out, before and after its answer.
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(5)]
        [InlineData(6)]
        [InlineData(7)]
        [InlineData(8)]
        [InlineData(9)]
        [InlineData(10)]
        [InlineData(11)]
        [InlineData(12)]
        public void A_restart_at_a_request_costs_nothing(int number)
        {
            using HawkBitBoard board = new HawkBitBoard();
            int count = 0;
            using ManualResetEventSlim isOff = new ManualResetEventSlim();
            board.Server.Fault = _ =>
            {
                if (Interlocked.Increment(ref count) != number)
                {
                    return 0;
                }

                board.Test.Board.Esp32.PowerOff();
                isOff.Set();
                return -1;
            };
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            Assert.True(isOff.Wait(TimeSpan.FromSeconds(60)), "there are not that many requests");

            board.Test.Board.PowerOn();

            board.Wait(() => !action.IsActive, "the action is closed");
            ExpectOneEnd(board, action);
        }

        [Theory]
        [InlineData("A: writing")]
        [InlineData("B: verifying")]
        [InlineData("job 1: A: started with version 2.0.0")]
        [InlineData("job 1: ended; 2 of 2 targets programmed")]
        public void A_restart_while_a_target_is_programmed_costs_nothing(string line)
        {
            using HawkBitBoard board = new HawkBitBoard(8000);
            using ManualResetEventSlim isOff = new ManualResetEventSlim();
            board.Test.Board.Log.LineWritten += written =>
            {
                if (written.StartsWith(line, StringComparison.Ordinal) && !isOff.IsSet)
                {
                    board.Test.Board.Cut = new Bench.Board.PowerCut(board.Test.Board.Steps + 1, null);
                    isOff.Set();
                }
            };
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();
            board.Wait(() => isOff.IsSet && !board.Test.Board.Esp32.IsOn, "the power is cut");

            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");
            ExpectOneEnd(board, action);
        }

        private static void ExpectOneEnd(HawkBitBoard board, DdiAction action)
        {
            Assert.Equal("finished", action.State);
            Assert.Equal(1, action.Feedback.Count(feedback => feedback.Execution == "closed"));
            Assert.Equal(0, action.LateClosings);
            Assert.True(board.Test.Holds("A", board.Test.New("A")));
            Assert.True(board.Test.Holds("B", board.Test.New("B")));
        }
    }
}
