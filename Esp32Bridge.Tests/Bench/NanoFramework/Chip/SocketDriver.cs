extern alias pc;

using PcSocket = pc::System.Net.Sockets.Socket;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>A socket as lwIP sees it.</summary>
    internal sealed class SocketDriver
    {
        /// <summary>Creates a driver.</summary>
        /// <param name="socket">The PC's socket that does its work.</param>
        /// <param name="port">The port of the device, 0 for none yet.</param>
        /// <param name="reusesAddress">Whether it shares its port.</param>
        internal SocketDriver(PcSocket socket, int port, bool reusesAddress)
        {
            Socket = socket;
            Port = port;
            ReusesAddress = reusesAddress;
        }

        /// <summary>Gets the PC's socket that does its work.</summary>
        internal PcSocket Socket { get; }

        /// <summary>Gets or sets the port of the device, 0 for none yet.</summary>
        internal int Port { get; set; }

        /// <summary>Gets or sets whether it shares its port with others that do.</summary>
        internal bool ReusesAddress { get; set; }

        /// <summary>Gets or sets whether it takes connections.</summary>
        internal bool IsListening { get; set; }

        /// <summary>Gets or sets whether it asks the other end now and then whether it is there (SO_KEEPALIVE).</summary>
        internal bool KeepsAlive { get; set; }

        /// <summary>Gets or sets after how many seconds of silence it asks first (TCP_KEEPIDLE).</summary>
        internal int KeepAliveIdle { get; set; } = 2 * 60 * 60;

        /// <summary>Gets or sets after how many seconds it asks again (TCP_KEEPINTVL).</summary>
        internal int KeepAliveInterval { get; set; } = 75;

        /// <summary>Gets or sets how often it asks in vain (TCP_KEEPCNT).</summary>
        internal int KeepAliveCount { get; set; } = 9;

        /// <summary>Gets or sets since when the other end has been without supply, in milliseconds of the firmware; -1: it is there.</summary>
        internal long GoneSince { get; set; } = -1;

        /// <summary>Gets or sets how many bytes were sent to an end that is gone.</summary>
        internal int SentInVain { get; set; }

        /// <summary>Gets when it is given up, in milliseconds of the firmware, if the other end is gone.</summary>
        internal long GivenUpAt
        {
            get { return KeepsAlive ? GoneSince + ((KeepAliveIdle + (KeepAliveInterval * KeepAliveCount)) * 1000L) : long.MaxValue; }
        }

        /// <summary>Gets or sets whether the other end closed first: then the port does not wait.</summary>
        internal bool WasClosedByPeer { get; set; }
    }
}
