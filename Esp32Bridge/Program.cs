using System.Device.Gpio;
using Esp32Bridge.Application;
using Esp32Bridge.Board;
using Esp32Bridge.Bridge;
using Esp32Bridge.Configuration;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Programming;
using Esp32Bridge.Reports;
using Esp32Bridge.Storage;
using Esp32Bridge.Timing;

namespace Esp32Bridge
{
    /// <summary>Wires the parts of the firmware, and nothing else.</summary>
    public static class Program
    {
        // 921600 baud fill it in 44 ms.
        private const int BridgeBufferSize = 4096;

        private const int ListenerBufferSize = 256;

        // What it takes to program a target: a page of 8 KiB, an answer of the server, what is read ahead, and threads.
        private const uint MemoryOfTarget = 22 * 1024;

        /// <summary>The entry point on the ESP32.</summary>
        public static void Main()
        {
            Run(BoardDescription.Create());
        }

        /// <summary>Runs the firmware on a board, for ever.</summary>
        /// <param name="board">The board.</param>
        public static void Run(BoardDescription board)
        {
            ILog log = new ConsoleLog();
            IDrive drive = new InternalDrive(log);
            board = ConfigurationFile.Apply(board, drive, log);
            IClock clock = new SystemClock();
            GpioController pins = new GpioController();
            StopSignal stop = new StopSignal();
            HttpsTrust trust = new HttpsTrust(board.RootCertificate);
            JobRecord record = new JobRecord(new FileJobStore(drive), log);
            IJobListener listener = CreateListener(board, record, trust, clock, log);

            IImageTransfer[] transfers = new IImageTransfer[] { new YmodemTransfer(clock), new FetchTransfer(clock) };
            object sending = new object();
            ITargetProgrammer[] programmers = new ITargetProgrammer[board.Targets.Length];
            for (int i = 0; i < programmers.Length; i++)
            {
                TargetDescription target = board.Targets[i];
                ITargetLink link = new BoardTarget(target, pins, clock, sending);
                IProgress progress = new ProgressRecorder(record, listener, new LogProgress(log));
                programmers[i] = new MethodProgrammer(
                    new TargetProgrammer(target.Name, link, clock, progress, log) { OwnDevice = target.Device, Background = new BackgroundThread(), Stop = stop },
                    new ApplicationProgrammer(target.Name, link, transfers, clock, progress) { Stop = stop });
            }

            JobInbox inbox = new JobInbox(record, stop, clock);
            inbox.Resume(board.ManifestUrl, log);
            JobIntake intake = new JobIntake(new JobSignature(board.Key), inbox, board.ManifestUrl, listener, log);
            JobRunner runner = new JobRunner(programmers, new HttpImageSource(trust, clock), new ThreadsSideBySide(MemoryOfTarget), record, listener, log) { Stop = stop };
            IManifestSource manifests = new HttpManifestSource(board.ManifestUrl, trust, clock);
            BridgeTarget[] targets = CreateTargets(board, pins, clock);
            BridgeAccess access = new BridgeAccess(board.BridgeClients);
            BridgeDoor door = board.HasBridge ? new BridgeDoor(targets, access, clock) : null;
            if (board.HttpPort != 0)
            {
                new HttpJobServer(board.HttpPort, new JobDoor(board.DeviceName, intake, record), clock, log) { Bridge = door }.Start();
            }

            new JobWatch(new WifiStation(), manifests, intake, clock, log, board.PollInterval).Start();
            IApplicationLoop application = new ListeningLoop(CreateListeners(board, targets, access, clock, log), door, clock);
            new Supervisor(application, inbox, runner, clock, log).Run();
        }

        private static IJobListener CreateListener(BoardDescription board, JobRecord record, HttpsTrust trust, IClock clock, ILog log)
        {
            if (board.ReportUrl == null)
            {
                return new NoReports();
            }

            ReportQueue queue = new ReportQueue(new HttpReportSink(board.ReportUrl, trust), clock, log);
            queue.Delivered += record.SetReported;
            JobReporter reporter = new JobReporter(board.DeviceName, queue);
            if (record.Current != null && record.Current.HasEnded && !record.Current.IsReported)
            {
                reporter.Ended(record.Current);
            }

            queue.Start();
            return reporter;
        }

        private static BridgeTarget[] CreateTargets(BoardDescription board, GpioController pins, IClock clock)
        {
            int bufferSize = board.HasBridge ? BridgeBufferSize : WiredUart.UsualBufferSize;
            BridgeTarget[] targets = new BridgeTarget[board.Targets.Length];
            for (int i = 0; i < targets.Length; i++)
            {
                TargetDescription target = board.Targets[i];
                IBridgeLine line = new BoardLine(target, bufferSize, pins, clock);
                targets[i] = new BridgeTarget(target.Name, line, target.ApplicationBaudRate, BootloaderEntry.WithoutTrial(target.BootloaderBaudRate));
            }

            return targets;
        }

        private static UartListener[] CreateListeners(BoardDescription board, BridgeTarget[] targets, BridgeAccess access, IClock clock, ILog log)
        {
            byte[] buffer = new byte[board.HasBridge ? BridgeSession.BufferSize : ListenerBufferSize];
            UartListener[] listeners = new UartListener[targets.Length];
            for (int i = 0; i < listeners.Length; i++)
            {
                int port = board.Targets[i].BridgePort;
                BridgePort bridge = board.HasBridge && port != 0 ? new BridgePort(port, targets[i], access, buffer, clock, log) : null;
                listeners[i] = new UartListener(targets[i], bridge, buffer, log);
            }

            return listeners;
        }
    }
}
