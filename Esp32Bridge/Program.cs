using Esp32Bridge.Board;
using Esp32Bridge.Bridge;
using Esp32Bridge.Buses;
using Esp32Bridge.Configuration;
using Esp32Bridge.Data;
using Esp32Bridge.Devices;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Programming;
using Esp32Bridge.Storage;
using Esp32Bridge.Timing;
using Esp32Bridge.Transfers;
using Esp32Bridge.WebPage;

namespace Esp32Bridge
{
    /// <summary>Creates and connects the parts of the firmware.</summary>
    public static class Program
    {
        // 921600 baud fill it in 44 ms.
        private const int BridgeBufferSize = 4096;

        // For a poll, a report or a request while targets are being programmed.
        private const uint MemoryOfOthers = 6 * 1024;

        // Every answer of hawkBit is JSON, whose text and values are there at once.
        private const uint MemoryOfOthersWithHawkBit = 16 * 1024;

        private const uint MemoryForReadingAhead = 32 * 1024;

        /// <summary>The entry point on the ESP32.</summary>
        public static void Main()
        {
            Create(ShippedBoard.Create()).Run();
        }

        /// <summary>Runs the firmware on a board forever.</summary>
        /// <param name="board">The board.</param>
        public static void Run(BoardDescription board)
        {
            Create(board).Run();
        }

        // A separate method, so that objects that only its variables refer to are released before the firmware runs.
        private static Supervisor Create(BoardDescription board)
        {
            HeaderTable.Empty();
            ILog console = new ConsoleLog();
            LogTail tail = new LogTail(console);
            tail.Write("firmware " + FirmwareVersion.Text);
            IDrive drive = new InternalDrive();
            board = ConfigurationFile.Apply(board, drive, tail);
            ILog log = board.HttpPort == 0 ? console : tail;
            IClock clock = new SystemClock();
            StopSignal stop = new StopSignal();
            HttpsTrust trust = new HttpsTrust(board.RootCertificate, board.HawkBitUrl, board.HawkBitAuthorization);
            string jobs = board.HawkBitUrl == null ? board.ManifestUrl : board.HawkBitUrl;
            IJobStore store = new FileJobStore(drive);
            JobTrust keys = new JobTrust(store, board.Keys, log);
            JobQueue queue = new JobQueue(store, keys, jobs, stop, clock, log);
            ReportQueue reports = board.ReportUrl == null ? null : CreateReports(board, queue, trust, clock, log);
            IJobListener listener = reports == null ? new NoReports() : reports;
            BoardTarget[] wires = BoardTarget.CreateAll(board.Targets, board.HasBridge ? BridgeBufferSize : UartPort.UsualBufferSize, clock, new BusPorts());
            ITargetProgrammer[] programmers = CreateProgrammers(board, wires, queue, listener, stop, clock, log);
            JobRunner runner = new JobRunner(programmers, new HttpImageSource(trust, clock), new ThreadsSideBySide(board.HawkBitUrl == null ? MemoryOfOthers : MemoryOfOthersWithHawkBit), queue, listener, stop, log);
            JobIntake intake = new JobIntake(new JobSignature(keys), new Addressee(board.DeviceName, board.Fleet), programmers, queue, jobs, listener, log);
            JobWatch watch = CreateWatch(board, intake, queue, trust, clock, log);

            BridgeTarget[] targets = CreateBridgeTargets(board.Targets, wires);
            BridgeAccess access = new BridgeAccess(board.BridgeClients);
            ResetDesk resets = board.HasBridge ? new ResetDesk(targets, access, clock) : null;
            if (board.HttpPort != 0)
            {
                WebPageResource page = new WebPageResource(tail, clock);
                IHttpResource door = new JobResource(board.DeviceName, intake, queue, new IStatusPart[] { watch, page });
                IHttpResource[] resources = board.HasBridge ? new IHttpResource[] { door, page, new ResetResource(resets) } : new IHttpResource[] { door, page };
                new HttpServer(board.HttpPort, new HttpAccess(board.DeviceName, board.Token), resources, clock, new PrefixedLog("job server: ", log)).Start();
            }

            new NetworkThread(reports == null ? new INetworkTask[] { watch } : new INetworkTask[] { watch, reports }, clock).Start();
            IApplicationLoop application = new ListeningLoop(CreateListeners(board, targets, access, clock, log, console), resets, clock);
            return new Supervisor(application, queue, runner, clock, log);
        }

        private static JobWatch CreateWatch(BoardDescription board, JobIntake intake, JobQueue queue, HttpsTrust trust, IClock clock, ILog log)
        {
            INetwork network = new WifiStation(log);
            return board.HawkBitUrl == null
                ? new ManifestWatch(network, new HttpManifestSource(board.ManifestUrl, trust, clock), intake, clock, log, board.PollInterval)
                : new HawkBitWatch(network, new HawkBitServer(board.HawkBitUrl, trust, clock), intake, queue, clock, log, board.PollInterval);
        }

        private static ReportQueue CreateReports(BoardDescription board, JobQueue queue, HttpsTrust trust, IClock clock, ILog log)
        {
            ReportQueue reports = new ReportQueue(board.DeviceName, new HttpReportSink(board.ReportUrl, trust, board.ReportKey), queue, clock, log);
            if (queue.Current != null && queue.Current.HasEnded && !queue.Current.IsReported)
            {
                reports.Ended(queue.Current);
            }

            if (queue.Trouble != null)
            {
                reports.RecordLost(queue.Trouble);
            }

            return reports;
        }

        private static ITargetProgrammer[] CreateProgrammers(
            BoardDescription board,
            BoardTarget[] wires,
            JobQueue queue,
            IJobListener listener,
            StopSignal stop,
            IClock clock,
            ILog log)
        {
            Stm32Devices devices = new Stm32Devices(board.OwnDevices);
            IImageTransfer[] transfers = new IImageTransfer[] { new YmodemTransfer(clock), new FetchTransfer(clock) };
            IBackground background = new BackgroundThread(MemoryForReadingAhead);
            ITargetProgrammer[] programmers = new ITargetProgrammer[wires.Length];
            for (int i = 0; i < programmers.Length; i++)
            {
                IProgress progress = new ProgressRecorder(queue, listener, new LogProgress(log));
                programmers[i] = new TargetProgrammer(board.Targets[i].Name, wires[i], devices, transfers, background, stop, clock, progress, log);
            }

            return programmers;
        }

        // A target without a UART has neither a bridge nor an application to listen to.
        private static BridgeTarget[] CreateBridgeTargets(TargetDescription[] described, BoardTarget[] wires)
        {
            BridgeTarget[] targets = new BridgeTarget[CountUarts(described)];
            for (int i = 0, next = 0; i < described.Length; i++)
            {
                TargetDescription target = described[i];
                if (target.Uart != null)
                {
                    targets[next++] = new BridgeTarget(target.Name, wires[i], target.ApplicationBaudRate, target.BootloaderBaudRate);
                }
            }

            return targets;
        }

        private static UartListener[] CreateListeners(BoardDescription board, BridgeTarget[] targets, BridgeAccess access, IClock clock, ILog log, ILog console)
        {
            UartListener[] listeners = new UartListener[targets.Length];
            for (int i = 0, next = 0; i < board.Targets.Length; i++)
            {
                if (board.Targets[i].Uart != null)
                {
                    int port = board.Targets[i].BridgePort;
                    BridgePort bridge = board.HasBridge && port != 0 ? new BridgePort(port, targets[next], access, clock, log) : null;
                    listeners[next] = new UartListener(targets[next], bridge, log, console);
                    next++;
                }
            }

            return listeners;
        }

        private static int CountUarts(TargetDescription[] described)
        {
            int count = 0;
            for (int i = 0; i < described.Length; i++)
            {
                count += described[i].Uart == null ? 0 : 1;
            }

            return count;
        }
    }
}
