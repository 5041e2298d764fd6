using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Pty;

namespace Esp32Bridge.Bench
{
    /// <summary>Runs a board until it is stopped, so that others can publish jobs, talk to its parts, and pull its plugs.</summary>
    public static class BoardCommand
    {
        private const int PollInterval = 1000;
        private const string Token = "the-token-of-the-bench";

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

        /// <summary>Runs the board. Prints its addresses in one JSON line, and then the firmware's log.</summary>
        /// <param name="options">The choices.</param>
        /// <param name="stop">Stops the board.</param>
        /// <exception cref="Tool.UsageException">The options name an unknown target or part.</exception>
        /// <exception cref="Errors.BridgeException">A file does not exist, is not an image for the part, or is not a configuration.</exception>
        public static void Run(BenchOptions options, CancellationToken stop)
        {
            BoardSetup setup = new BoardSetup(options);
            bool isOwn = options.Configuration == null;
            if (isOwn)
            {
                setup.Description.PollInterval = PollInterval;
                setup.Description.HasBridge = true;
                setup.Description.Token = Token;
            }

            using OtaServer server = new OtaServer();
            using VirtualBoard board = setup.CreateBoard(isOwn ? null : Program.Main);
            if (setup.JobHost != IPAddress.Loopback.ToString())
            {
                board.Esp32.Hosts[setup.JobHost] = server.Port;
            }

            BoardFolder folder = options.Folder == null ? null : new BoardFolder(options.Folder, board);
            folder?.Load();
            string key = Path.Combine(Path.GetTempPath(), $"esp32bridge-{Environment.ProcessId}.pem");
            File.WriteAllText(key, JobSignature.PrivateKey);
            PtyAdapter[] adapters = CreateAdapters(board);
            try
            {
                board.PowerOn();
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    server = server.Url,
                    job = server.Url + "/job.json",
                    key = isOwn ? key : null,
                    token = setup.Description.Token,
                    device = setup.Description.HttpPort == 0 ? null : "http://127.0.0.1:" + PortOf(board, setup.Description.HttpPort),
                    targets = board.Parts.Select((part, index) => new
                    {
                        name = part.Target.Name,
                        part = part.Chip.Part.Name,
                        device = $"0x{part.Chip.Part.Id:X3}",
                        bridge = setup.Description.HasBridge && part.Target.BridgePort != 0 ? "127.0.0.1:" + PortOf(board, part.Target.BridgePort) : null,
                        pty = adapters.Length == 0 ? null : adapters[index].Path,
                    }),
                }));
                if (!options.IsQuiet)
                {
                    Array.ForEach(board.Log.Lines, Console.WriteLine);
                    board.Log.LineWritten += Console.WriteLine;
                }

                Console.Error.WriteLine("commands: " + BoardConsole.Commands);
                new Thread(() => new BoardConsole(board, Console.Error).Run(Console.In)) { IsBackground = true }.Start();
                stop.WaitHandle.WaitOne();
            }
            finally
            {
                File.Delete(key);
                Array.ForEach(adapters, adapter => adapter.Dispose());
                board.PowerOff();
                folder?.Save();
            }
        }

        private static PtyAdapter[] CreateAdapters(VirtualBoard board)
        {
            if (OperatingSystem.IsLinux())
            {
                return board.Parts.Select(part => new PtyAdapter(board, part)).ToArray();
            }

            Console.Error.WriteLine("The bench has pseudo-terminals on Linux only: use the ports of the bridge to reach the bootloaders.");
            return Array.Empty<PtyAdapter>();
        }

        // The port of this PC at which the device's own server listens.
        private static int PortOf(VirtualBoard board, int devicePort)
        {
            int port = 0;
            return SpinWait.SpinUntil(() => board.Esp32.Ports.TryGetValue(devicePort, out port), _patience)
                ? port
                : throw new Story.StoryException("the firmware does not listen to port " + devicePort);
        }
    }
}
