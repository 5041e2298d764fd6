using System.Device.Gpio;
using Esp32Bridge.Application;
using Esp32Bridge.Board;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Programming;
using Esp32Bridge.Storage;
using Esp32Bridge.Timing;

namespace Esp32Bridge
{
    /// <summary>Wires the parts of the firmware, and nothing else.</summary>
    public static class Program
    {
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
            IClock clock = new SystemClock();
            GpioController pins = new GpioController();
            StopSignal stop = new StopSignal();

            ITargetProgrammer[] programmers = new ITargetProgrammer[board.Targets.Length];
            for (int i = 0; i < programmers.Length; i++)
            {
                TargetDescription target = board.Targets[i];
                ITargetLink link = new BoardTarget(target, pins, clock);
                programmers[i] = new TargetProgrammer(target.Name, link, clock, new LogProgress(log), log) { OwnDevice = target.Device, Stop = stop };
            }

            JobInbox inbox = new JobInbox(new FileJobRecord(new InternalDrive(log), log), stop);
            HttpsTrust trust = new HttpsTrust(board.RootCertificate);
            JobRunner runner = new JobRunner(programmers, new HttpImageSource(trust, clock), log) { Stop = stop };
            IManifestSource manifests = new HttpManifestSource(board.ManifestUrl, trust, clock);
            new JobWatch(new WifiStation(), manifests, inbox, clock, log, board.PollInterval).Start();
            new Supervisor(new ListeningLoop(board, clock, log), inbox, runner, clock, log).Run();
        }
    }
}
