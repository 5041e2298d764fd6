using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Pty;

namespace Esp32Bridge.Bench
{
    /// <summary>Runs a board until it is told to stop, so that others can put jobs on it and talk to its parts.</summary>
    public static class BoardCommand
    {
        private const int PollInterval = 1000;

        /// <summary>Runs the board; says its addresses in one JSON line, and then what the firmware says.</summary>
        /// <param name="options">The choices.</param>
        /// <param name="stop">Ends it.</param>
        /// <exception cref="Story.StoryException">There is no such part or file.</exception>
        public static void Run(BenchOptions options, CancellationToken stop)
        {
            BoardSetup setup = new BoardSetup(options);
            setup.Description.PollInterval = PollInterval;
            using OtaServer server = new OtaServer();
            using VirtualBoard board = setup.CreateBoard(null);
            board.Esp32.Hosts[setup.JobHost] = server.Port;
            PtyAdapter[] adapters = board.Parts.Select(part => new PtyAdapter(board, part)).ToArray();
            try
            {
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    server = server.Url,
                    job = server.Url + "/job.json",
                    targets = board.Parts.Select((part, index) => new
                    {
                        name = part.Target.Name,
                        part = part.Chip.Part.Name,
                        device = $"0x{part.Chip.Part.Id:X3}",
                        pty = adapters[index].Path,
                    }),
                }));
                board.Log.LineWritten += Console.WriteLine;
                board.PowerOn();
                stop.WaitHandle.WaitOne();
            }
            finally
            {
                foreach (PtyAdapter adapter in adapters)
                {
                    adapter.Dispose();
                }
            }
        }
    }
}
