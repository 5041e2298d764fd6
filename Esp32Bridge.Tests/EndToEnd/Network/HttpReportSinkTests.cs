using System.Text;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>A stream that nobody holds takes the connection with it at the next garbage collection, answer or no answer.</summary>
    public class HttpReportSinkTests
    {
        [Theory]
        [InlineData(200)]
        [InlineData(500)]
        public void The_stream_of_a_report_is_held_until_the_answer_and_closed_then(int status)
        {
            using OtaServer server = new OtaServer();
            using FakeWires wires = new FakeWires();
            server.Handle("/reports", context =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync("{}");
            });
            wires.Run(() =>
            {
                HttpReportSink sink = new HttpReportSink(server.Url + "/reports", new HttpsTrust(null));
                JobException error = Record.Exception(() => sink.Post(Encoding.UTF8.GetBytes("{}"))) as JobException;
                Assert.Equal(status == 200 ? null : status.ToString(), error?.Got);
                Assert.Equal(0, Session.Current.RequestStreams);
            });
        }
    }
}
