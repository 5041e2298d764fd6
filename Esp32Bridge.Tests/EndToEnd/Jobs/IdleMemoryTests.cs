using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Esp32Bridge.Bench.Benchmark;
using Esp32Bridge.Configuration;
using Esp32Bridge.EndToEnd.StandIns;
using Esp32Bridge.Jobs;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Jobs
{
    /// <summary>The firmware's memory while it waits for a job, with everything configured: 110 KB have to suffice for a job too.</summary>
    public class IdleMemoryTests
    {
        private const int MostObjects = 58;

        private readonly ITestOutputHelper _output;

        public IdleMemoryTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void At_rest_the_firmware_holds_few_objects_and_no_buffer_but_the_last_lines_of_the_log()
        {
            Supervisor firmware = null;
            using FakeWires wires = new FakeWires();
            wires.Run(() =>
            {
                BoardDescription board = ShippedBoard.Create();
                board.ReportUrl = "http://ota.example.com/reports";
                board.HttpPort = 80;
                board.HasBridge = true;
                for (int i = 0; i < board.Targets.Length; i++)
                {
                    board.Targets[i].BridgePort = 2001 + i;
                }

                MethodInfo create = typeof(Program).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic);
                firmware = (Supervisor)create.Invoke(null, new object[] { board });
            });

            IReadOnlyDictionary<string, int> types = Reachable.Types(firmware);
            _output.WriteLine(string.Join(", ", types.Select(type => type.Key + " " + type.Value)));
            KeyValuePair<string, int> log = Assert.Single(Reachable.Arrays(firmware));
            Assert.Equal("LogTail._ring", log.Key);
            Assert.InRange(log.Value, 1, 512);
            Assert.InRange(types.Values.Sum(), 1, MostObjects);
        }
    }
}
