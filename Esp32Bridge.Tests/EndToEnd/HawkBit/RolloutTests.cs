using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Esp32Bridge.Bench.HawkBit;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.HawkBit
{
    /// <summary>Jobs come from hawkBit, which gets feedback on them.</summary>
    public class RolloutTests
    {
        [Theory]
        [InlineData("token", DdiServer.TargetToken, "")]
        [InlineData("gatewayToken", DdiServer.GatewayToken, "")]
        [InlineData("token", DdiServer.TargetToken, ":8080")]
        public void A_deployment_is_installed_and_its_action_closed(string field, string token, string port)
        {
            using HawkBitBoard board = new HawkBitBoard();
            board.Configure("http://" + HawkBitBoard.Host + port, field, token);
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            ExpectNew(board);
            Assert.Equal(new[] { "job 1", "A: committed 100 % version 2.0.0", "B: committed 100 % version 2.0.0" }, action.Closing.Details);
            Assert.Equal(action.Closing.Of, action.Closing.Count);
            Assert.Equal(1, action.Retrievals);
            board.Wait(() => (string)board.Server.AttributesOf(HawkBitBoard.Controller)?["A.version"] == "2.0.0", "the server knows the installed version");
            Assert.Equal("committed", (string)board.Server.AttributesOf(HawkBitBoard.Controller)["B.state"]);
            Assert.Equal("0x482", (string)board.Server.AttributesOf(HawkBitBoard.Controller)["B.device"]);
            Assert.Equal("2048 KiB", (string)board.Server.AttributesOf(HawkBitBoard.Controller)["B.flash"]);
        }

        [Fact]
        public void A_deployment_is_installed_over_TLS()
        {
            using TestCertificates certificates = new TestCertificates();
            using X509Certificate2 certificate = certificates.CreateServer(HawkBitBoard.Host);
            using HawkBitBoard board = new HawkBitBoard(certificate: certificate);
            board.Test.Description.RootCertificate = certificates.RootPem;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            ExpectNew(board);
        }

        [Fact]
        public void The_server_gets_the_progress_of_a_job()
        {
            using HawkBitBoard board = new HawkBitBoard(60000);
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            DdiFeedback[] onTheWay = action.Feedback.Where(feedback => feedback.Execution == "proceeding").ToArray();
            Assert.NotEmpty(onTheWay);
            Assert.All(onTheWay, feedback => Assert.Equal("none", feedback.Result));
            Assert.Contains(onTheWay, feedback => feedback.Count > 2 && feedback.Count < feedback.Of);
            Assert.Contains(onTheWay, feedback => feedback.Details.Any(detail => detail.StartsWith("A: programming ", StringComparison.Ordinal)));
        }

        [Fact]
        public void One_job_follows_another()
        {
            using HawkBitBoard board = new HawkBitBoard();
            DdiAction first = board.Assign(board.Test.Job(1));
            DdiAction second = board.Assign(board.Test.Job(2));
            board.Test.Board.PowerOn();

            board.WaitForEnd(first, "finished");
            board.WaitForEnd(second, "finished");

            Assert.Equal("job 2", second.Closing.Details[0]);
        }

        [Fact]
        public void A_job_with_another_signature_closes_its_action_with_the_reason_and_changes_nothing()
        {
            using HawkBitBoard board = new HawkBitBoard();
            DdiAction action = board.Server.Assign(HawkBitBoard.Controller, new Dictionary<string, byte[]>
            {
                ["job.json"] = board.Test.Job(1).ToBytes(),
                ["job.json.sig"] = JobSignature.Of(board.Test.Job(2).ToBytes()),
            });
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "error");

            Assert.StartsWith("check the signature: expected a signature of this job by a key of the device; got a different one.", Assert.Single(action.Closing.Details), StringComparison.Ordinal);
            Assert.Equal("1.0.0", board.Test.Runs("A"));
        }

        [Fact]
        public void A_missing_image_closes_the_action_with_the_cause()
        {
            using HawkBitBoard board = new HawkBitBoard();
            JobFile job = board.Test.Job(1);
            job.Targets[1]["image"] = "C.bin";
            DdiAction action = board.Assign(job);
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "error");

            Assert.Contains(action.Closing.Details, detail => detail.StartsWith("B: ", StringComparison.Ordinal) && detail.Contains("expected status 200", StringComparison.Ordinal) && detail.Contains("got 404", StringComparison.Ordinal));
            Assert.Equal("2.0.0", board.Test.Runs("A"));
            Assert.Equal("1.0.0", board.Test.Runs("B"));
        }

        [Fact]
        public void A_job_waits_for_its_maintenance_window()
        {
            using HawkBitBoard board = new HawkBitBoard();
            DdiAction action = board.Assign(board.Test.Job(1));
            action.IsWindowOpen = false;
            board.Test.Board.PowerOn();
            board.WaitForPolls(4);
            Assert.Empty(action.Feedback);
            Assert.Equal("1.0.0", board.Test.Runs("A"));

            action.IsWindowOpen = true;

            board.WaitForEnd(action, "finished");
            ExpectNew(board);
        }

        [Fact]
        public void An_interrupted_download_resumes_and_sends_the_token_again()
        {
            using HawkBitBoard board = new HawkBitBoard();
            int cuts = 0;
            board.Server.Fault = request => request.EndsWith("/A.bin", StringComparison.Ordinal) && cuts++ == 0 ? -1501 : 0;
            DdiAction action = board.Assign(board.Test.Job(1));
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            ExpectNew(board);

            // Of the 1500 bytes, those that were not read yet can be lost with the connection.
            string range = $"GET {HawkBitBoard.Path}/softwaremodules/{action.Module}/artifacts/A.bin bytes=";
            Assert.Contains(board.Server.Requests, request => request.StartsWith(range, StringComparison.Ordinal) && int.Parse(request[range.Length..^1], CultureInfo.InvariantCulture) is > 0 and <= 1500);
        }

        [Theory]
        [InlineData("a link of the job")]
        [InlineData("a redirection")]
        public void The_token_is_sent_to_no_other_host(string way)
        {
            using HawkBitBoard board = new HawkBitBoard();
            ConcurrentQueue<string> seen = new ConcurrentQueue<string>();
            board.Test.Server.Handle("/elsewhere.bin", context => Serve(context, seen, board.Test.New("A")));
            JobFile job = board.Test.Job(1);
            if (way == "a redirection")
            {
                board.Server.Location = "http://ota.example.com/elsewhere.bin";
                board.Server.Fault = request => request.EndsWith("/A.bin", StringComparison.Ordinal) ? 302 : 0;
            }
            else
            {
                job.Targets[0]["image"] = "http://ota.example.com/elsewhere.bin";
            }

            DdiAction action = board.Assign(job);
            board.Test.Board.PowerOn();

            board.WaitForEnd(action, "finished");

            ExpectNew(board);
            Assert.NotEmpty(seen);
            Assert.All(seen, authorization => Assert.Equal(string.Empty, authorization));
        }

        private static async Task Serve(HttpContext context, ConcurrentQueue<string> seen, byte[] content)
        {
            seen.Enqueue(context.Request.Headers.Authorization.ToString());
            await context.Response.Body.WriteAsync(content);
        }

        private static void ExpectNew(HawkBitBoard board)
        {
            Assert.True(board.Test.Holds("A", board.Test.New("A")));
            Assert.True(board.Test.Holds("B", board.Test.New("B")));
        }
    }
}
