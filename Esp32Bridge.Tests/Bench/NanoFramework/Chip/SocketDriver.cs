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

        /// <summary>Gets or sets whether the other end closed first: then the port does not wait.</summary>
        internal bool WasClosedByPeer { get; set; }
    }
}
