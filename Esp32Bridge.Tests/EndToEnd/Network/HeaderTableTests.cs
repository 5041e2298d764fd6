using System;
using System.Reflection;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Network;
using Esp32Bridge.Tests.Model;
using Xunit;
using PushOnly = Esp32Bridge.Examples.PushOnly.Program;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>The table of header fields, which the library keeps in a private static field, one for all boards of a process.</summary>
    [Collection(AloneCollection.Name)]
    public class HeaderTableTests
    {
        private static readonly FieldInfo _table = typeof(HeaderTable).Assembly.GetType("System.Net.HeaderInfoTable").GetField("HeaderTable", BindingFlags.Static | BindingFlags.NonPublic);

        [Fact]
        public void Nothing_of_it_is_left_when_the_firmware_runs_and_a_job_is_done()
        {
            Fill();
            using TestBoard test = new TestBoard();

            test.RunJob(test.Job(1));

            Assert.Empty((Array)_table.GetValue(null));
            Assert.True(test.Holds("A", test.New("A")));
        }

        [Fact]
        public void Nothing_of_it_is_left_when_the_smaller_product_runs()
        {
            Fill();
            TargetDescription target = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33);
            BoardDescription description = new BoardDescription(new[] { target }, string.Empty);
            using VirtualBoard board = new VirtualBoard(description, new[] { Stm32Parts.Create("L432") }, false, () => PushOnly.Run(target, Array.Empty<byte[]>(), null));

            board.PowerOn();
            board.Log.WaitFor("application loop: started", 0, TimeSpan.FromSeconds(60));

            Assert.Empty((Array)_table.GetValue(null));
        }

        private static void Fill()
        {
            _table.SetValue(null, Array.CreateInstance(_table.FieldType.GetElementType(), 3));
        }
    }
}
