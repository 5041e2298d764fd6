using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// An ESP32 with nanoFramework on it. What survives a power cut is here; what does not is in <see cref="Session"/>,
    /// of which there is a new one at every power-on.
    /// </summary>
    public sealed class VirtualEsp32
    {
        private readonly IEsp32Wires _wires;
        private Session _session;

        /// <summary>Creates a chip without supply, with an empty internal drive.</summary>
        /// <param name="wires">What is soldered to it.</param>
        public VirtualEsp32(IEsp32Wires wires)
        {
            _wires = wires;
            Drive = new Dictionary<string, byte[]>();
            Hosts = new Dictionary<string, int>();
            Ports = new ConcurrentDictionary<int, int>();
            RootCertificates = new List<string>();
            IsNetworkUp = true;
            IsTimeKnown = true;
            TimeScale = 1;
            SendBuffer = 4 * 1440;
            HasKeepAliveTimes = true;
            FreeMemory = 100 * 1024;
        }

        /// <summary>Called with every line that the firmware writes to its console.</summary>
        public event Action<string> LineWritten;

        /// <summary>Called before each stage of a change of the internal drive: the supply can fail between any two.</summary>
        public event Action DriveChanging;

        /// <summary>Gets the files of the internal drive, by name.</summary>
        public Dictionary<string, byte[]> Drive { get; }

        /// <summary>Gets the names that the network resolves, each to a port of this PC's loopback.</summary>
        public Dictionary<string, int> Hosts { get; }

        /// <summary>Gets the ports that the firmware listens to or has listened to, each with the port of this PC's loopback that stands for it.</summary>
        public ConcurrentDictionary<int, int> Ports { get; }

        /// <summary>Gets or sets whether there is a Wi-Fi network.</summary>
        public bool IsNetworkUp { get; set; }

        /// <summary>Gets or sets whether somebody told it the time; without it, no certificate is valid.</summary>
        public bool IsTimeKnown { get; set; }

        /// <summary>Gets the root certificates of the device's store, as PEM texts.</summary>
        public List<string> RootCertificates { get; }

        /// <summary>
        /// Gets or sets how many times faster than the PC's the firmware's time runs, from the next power-on: sleeps, the
        /// clock, and the timeouts of the network. The UARTs keep the time of the wires.
        /// </summary>
        public double TimeScale { get; set; }

        /// <summary>Gets or sets how many bytes of a connection can wait to be acknowledged (TCP_SND_BUF); this PC takes it as a hint.</summary>
        public int SendBuffer { get; set; }

        /// <summary>Gets or sets how far away all servers are: how long the way there and back takes, in milliseconds.</summary>
        public int RoundTrip { get; set; }

        /// <summary>Gets or sets whether the network stack lets the times of keep-alive be set, as lwIP does; nanoFramework has others too.</summary>
        public bool HasKeepAliveTimes { get; set; }

        /// <summary>Gets or sets how many bytes of the managed heap are free.</summary>
        public uint FreeMemory { get; set; }

        /// <summary>Gets or sets what is done before the firmware is told how much memory is free, or null.</summary>
        public Action MemoryAsked { get; set; }

        /// <summary>Gets whether it has supply.</summary>
        public bool IsOn
        {
            get { return _session != null; }
        }

        /// <summary>Switches the supply on.</summary>
        /// <param name="main">The firmware's entry point.</param>
        public void PowerOn(Action main)
        {
            Session session = new Session(this, _wires);
            _session = session;
            session.RunThread(main);
        }

        /// <summary>Switches the supply off: nothing of the firmware runs any more, and its pins let go.</summary>
        public void PowerOff()
        {
            Session session = Interlocked.Exchange(ref _session, null);
            session?.End();
        }

        /// <summary>Whoever is connected to a port of the firmware loses its supply: it neither answers nor says goodbye.</summary>
        /// <param name="port">The port of the device.</param>
        public void Vanish(int port)
        {
            _session?.Sockets.Vanish(port);
        }

        /// <summary>A byte arrived at a pin.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">How it was sent.</param>
        public void Receive(int pin, byte value, UartFormat format)
        {
            _session?.Uarts.Receive(pin, value, format);
        }

        internal void BeginDriveStage()
        {
            DriveChanging?.Invoke();
        }

        internal void Write(string line)
        {
            LineWritten?.Invoke(line);
        }
    }
}
