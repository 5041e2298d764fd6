using System;
using System.Text;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Timing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>What the garbage collector finds of a request. It closes an unreferenced stream, and with it the connection, even before the answer.</summary>
    public class HttpReportSinkTests
    {
        [Theory]
        [InlineData(200)]
        [InlineData(500)]
        public void The_stream_of_a_report_is_referenced_until_the_answer_and_closed_then(int status)
        {
            using OtaServer server = Answering("/reports", status);
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                HttpReportSink sink = new HttpReportSink(server.Url + "/reports", new HttpsTrust(null), null);
                HttpException error = Record.Exception(() => sink.Post(Encoding.UTF8.GetBytes("{}"))) as HttpException;
                Assert.Equal(status == 200 ? null : status.ToString(), error?.Got);
                Assert.Equal(0, Session.Current.RequestStreams);
            });
        }

        [Fact]
        public void A_report_waits_when_a_job_needs_the_memory()
        {
            using OtaServer server = new OtaServer();
            using FakeWires wires = new FakeWires();
            int posts = 0;
            server.Handle("/reports", context =>
            {
                posts++;
                return context.Response.WriteAsync("{}");
            });
            wires.Run(() =>
            {
                HttpReportSink sink = new HttpReportSink(server.Url + "/reports", new HttpsTrust(null), null);
                wires.Esp32.FreeMemory = (12 * 1024) - 1;
                Assert.False(sink.HasRoom(false));
                wires.Esp32.FreeMemory = (18 * 1024) - 1;
                Assert.True(sink.HasRoom(false));
                Assert.False(sink.HasRoom(true));
                wires.Esp32.FreeMemory = 18 * 1024;
                Assert.True(sink.HasRoom(true));
                sink.Post(Encoding.UTF8.GetBytes("{}"));
            });
            Assert.Equal(1, posts);
        }

        [Fact]
        public void A_report_leaves_nothing_to_finalize()
        {
            using OtaServer server = Answering("/reports", 200);
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                new HttpReportSink(server.Url + "/reports", new HttpsTrust(null), null).Post(Encoding.UTF8.GetBytes("{}"));
                ExpectNothingFinalized();
            });
        }

        [Theory]
        [InlineData(200)]
        [InlineData(404)]
        public void A_file_leaves_nothing_to_finalize(int status)
        {
            using OtaServer server = Answering("/file", status);
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                Record.Exception(() => new HttpFile(server.Url + "/file", 100, "none", new HttpsTrust(null), new SystemClock()).Fetch(null, long.MaxValue));
                ExpectNothingFinalized();
            });
        }

        private static OtaServer Answering(string path, int status)
        {
            OtaServer server = new OtaServer();
            server.Handle(path, context =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync("{}");
            });
            return server;
        }

        private static void ExpectNothingFinalized()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(0, Session.Current.FinalizedResponses);
        }
    }
}
