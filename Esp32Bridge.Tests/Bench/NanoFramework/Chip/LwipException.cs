using System.Net.Sockets;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>A socket error with nanoFramework's number, that of <see cref="SocketError"/>, independent of this PC's numbers.</summary>
    internal sealed class LwipException : SocketException
    {
        /// <summary>Creates the error.</summary>
        /// <param name="error">What went wrong.</param>
        internal LwipException(SocketError error)
            : base((int)error)
        {
        }

        /// <inheritdoc/>
        public override int ErrorCode
        {
            get { return (int)SocketErrorCode; }
        }
    }
}
