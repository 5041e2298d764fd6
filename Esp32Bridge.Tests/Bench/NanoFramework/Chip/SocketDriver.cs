extern alias pc;

using PcSocket = pc::System.Net.Sockets.Socket;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>A socket as lwIP sees it.</summary>
    internal sealed class SocketDriver
    {
        /// <summary>Creates a driver.</summary>
        /// <param name="socket">The PC's socket that it is mapped to.</param>
        /// <param name="port">The port of the device, 0 if not bound.</param>
        /// <param name="reusesAddress">Whether it shares its port.</param>
        internal SocketDriver(PcSocket socket, int port, bool reusesAddress)
        {
            Socket = socket;
            Port = port;
            ReusesAddress = reusesAddress;
        }

        /// <summary>Gets the PC's socket that it is mapped to.</summary>
        internal PcSocket Socket { get; }

        /// <summary>Gets or sets the port of the device, 0 if not bound.</summary>
        internal int Port { get; set; }

        /// <summary>Gets or sets whether it shares its port with others that do so too.</summary>
        internal bool ReusesAddress { get; set; }

        /// <summary>Gets or sets whether it listens.</summary>
        internal bool IsListening { get; set; }

        /// <summary>Gets or sets whether it sends keep-alive probes (SO_KEEPALIVE).</summary>
        internal bool KeepsAlive { get; set; }

        /// <summary>Gets or sets after how many seconds of silence it sends the first probe (TCP_KEEPIDLE).</summary>
        internal int KeepAliveIdle { get; set; } = 2 * 60 * 60;

        /// <summary>Gets or sets the interval of further probes in seconds (TCP_KEEPINTVL).</summary>
        internal int KeepAliveInterval { get; set; } = 75;

        /// <summary>Gets or sets after how many unanswered probes it gives up (TCP_KEEPCNT).</summary>
        internal int KeepAliveCount { get; set; } = 9;

        /// <summary>Gets or sets when the peer lost its supply, in milliseconds of the firmware; -1 if it did not.</summary>
        internal long GoneSince { get; set; } = -1;

        /// <summary>Gets or sets how many bytes were sent to a peer that is gone.</summary>
        internal int SentInVain { get; set; }

        /// <summary>Gets when it gives up, in milliseconds of the firmware, if the peer is gone.</summary>
        internal long GivenUpAt
        {
            get { return KeepsAlive ? GoneSince + ((KeepAliveIdle + (KeepAliveInterval * KeepAliveCount)) * 1000L) : long.MaxValue; }
        }

        /// <summary>Gets or sets whether the peer closed first: then there is no TIME-WAIT.</summary>
        internal bool WasClosedByPeer { get; set; }
    }
}
