using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// An ESP32 with nanoFramework. What survives a power cut is here; what does not is in <see cref="Session"/>.
    /// Every power-on starts a new session.
    /// </summary>
    public sealed class VirtualEsp32
    {
        private readonly IEsp32Wires _wires;
        private Session _session;

        /// <summary>Creates a chip with its supply off and an empty internal drive.</summary>
        /// <param name="wires">The wires of the chip.</param>
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

        /// <summary>Called with every line of the firmware's console.</summary>
        public event Action<string> LineWritten;

        /// <summary>Called before each stage of a change of the internal drive: the supply can fail between any two.</summary>
        public event Action DriveChanging;

        /// <summary>Gets the files of the internal drive, by name.</summary>
        public Dictionary<string, byte[]> Drive { get; }

        /// <summary>Gets the names that the network resolves, each with a port of this PC's loopback.</summary>
        public Dictionary<string, int> Hosts { get; }

        /// <summary>Gets the ports that the firmware listens to or has listened to, each with the port of this PC's loopback that it is mapped to.</summary>
        public ConcurrentDictionary<int, int> Ports { get; }

        /// <summary>Gets or sets whether there is a Wi-Fi network.</summary>
        public bool IsNetworkUp { get; set; }

        /// <summary>Gets or sets whether the device got the time from the network; without it, no certificate is valid.</summary>
        public bool IsTimeKnown { get; set; }

        /// <summary>Gets the root certificates of the device's store, as PEM texts.</summary>
        public List<string> RootCertificates { get; }

        /// <summary>
        /// Gets or sets how many times faster than the PC's the firmware's time runs, from the next power-on: this affects sleeps,
        /// the clock, and the timeouts of the network. The UARTs keep the time of the wires.
        /// </summary>
        public double TimeScale { get; set; }

        /// <summary>Gets or sets how many unacknowledged bytes a connection can have (TCP_SND_BUF); a hint for this PC's network stack.</summary>
        public int SendBuffer { get; set; }

        /// <summary>Gets or sets the round-trip time of all servers, in milliseconds.</summary>
        public int RoundTrip { get; set; }

        /// <summary>Gets or sets whether the network stack supports the times of keep-alive, as lwIP does; nanoFramework has other stacks too.</summary>
        public bool HasKeepAliveTimes { get; set; }

        /// <summary>Gets or sets how many bytes of the managed heap are free.</summary>
        public uint FreeMemory { get; set; }

        /// <summary>Called before the firmware gets the size of the free memory, or null.</summary>
        public Action MemoryAsked { get; set; }

        /// <summary>Gets whether the supply is on.</summary>
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

        /// <summary>Switches the supply off: the firmware stops, and its pins release their lines.</summary>
        public void PowerOff()
        {
            Session session = Interlocked.Exchange(ref _session, null);
            session?.End();
        }

        /// <summary>All clients of a port of the firmware lose their supply: they neither answer nor close their connections.</summary>
        /// <param name="port">The port of the device.</param>
        public void Vanish(int port)
        {
            _session?.Sockets.Vanish(port);
        }

        /// <summary>A byte arrived at a pin.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">The format of the byte.</param>
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
