using System;
using System.Threading;
using Esp32Bridge.Board;
using Esp32Bridge.Data;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Network;
using Esp32Bridge.Ota;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Examples.PushOnly
{
    /// <summary>
    /// A smaller product: one target, and jobs that arrive by POST /job. It polls no server, sends no reports, has no configuration file, and is
    /// deployed without bridge, YMODEM and fetch.
    /// </summary>
    public static class Program
    {
        private const int HttpPort = 80;

        // The name in the field "for" of jobs.
        private const string DeviceName = "push-only";

        // The time between two checks of the Wi-Fi, in milliseconds.
        private const int NetworkInterval = 60 * 1000;

        private const uint MemoryOfServer = 6 * 1024;
        private const uint MemoryForReadingAhead = 32 * 1024;

        // The base of relative image addresses.
        private const string Images = "http://ota.example.com/images/";

        /// <summary>The entry point on the ESP32.</summary>
        public static void Main()
        {
            TargetDescription target = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33) { BootloaderBaudRate = 921600 };

            // Without a key no job is accepted: put the public keys of those who sign your jobs here. The token does not belong in the source code:
            // read it from the device's own drive.
            Create(target, new byte[0][], null).Run();
        }

        /// <summary>Runs the product forever.</summary>
        /// <param name="target">The wiring of its part.</param>
        /// <param name="keys">The public keys of those who may sign jobs, see <see cref="JobTrust"/>.</param>
        /// <param name="token">The token of clients that may send jobs, see <see cref="HttpAccess"/>; null: no client may.</param>
        public static void Run(TargetDescription target, byte[][] keys, string token)
        {
            Create(target, keys, token).Run();
        }

        // A separate method, so that objects that only its variables refer to are released before the product runs.
        private static Supervisor Create(TargetDescription target, byte[][] keys, string token)
        {
            HeaderTable.Empty();
            ILog log = new ConsoleLog();
            log.Write("firmware " + FirmwareVersion.Text);
            IClock clock = new SystemClock();
            StopSignal stop = new StopSignal();
            IJobListener listener = new NoReports();
            IJobStore store = new FileJobStore(new InternalDrive());
            JobTrust trust = new JobTrust(store, keys, log);
            JobQueue queue = new JobQueue(store, trust, Images, stop, clock, log);

            BoardTarget wires = BoardTarget.CreateAll(new TargetDescription[] { target }, UartPort.UsualBufferSize, clock)[0];
            IProgress progress = new ProgressRecorder(queue, listener, new LogProgress(log));
            ITargetProgrammer programmer = new TargetProgrammer(target.Name, wires, new Stm32Devices(), new IImageTransfer[0], new BackgroundThread(MemoryForReadingAhead), stop, clock, progress, log);
            IImageSource images = new HttpImageSource(new HttpsTrust(null), clock);
            ITargetProgrammer[] programmers = new ITargetProgrammer[] { programmer };
            JobRunner runner = new JobRunner(programmers, images, new ThreadsSideBySide(MemoryOfServer), queue, listener, stop, log);

            JobIntake intake = new JobIntake(new JobSignature(trust), new Addressee(DeviceName, null), programmers, queue, Images, listener, log);
            JobResource jobs = new JobResource(DeviceName, intake, queue, new IStatusPart[0]);
            new HttpServer(HttpPort, new HttpAccess(DeviceName, token), new IHttpResource[] { jobs }, clock, log).Start();
            new Thread(() => StayConnected(clock, log)).Start();
            return new Supervisor(new ListeningLoop(wires, log), queue, runner, clock, log);
        }

        private static void StayConnected(IClock clock, ILog log)
        {
            INetwork network = new WifiStation(log);
            NewsLog news = new NewsLog(log);
            for (;;)
            {
                try
                {
                    if (network.TryConnect())
                    {
                        news.Forget();
                    }
                    else
                    {
                        news.Write("no network yet");
                    }
                }
                catch (Exception error)
                {
                    // The network stack can throw anything. The next check may succeed.
                    news.Write(error.GetType().Name + " " + error.Message);
                }

                clock.Sleep(NetworkInterval);
            }
        }
    }
}
