namespace Esp32Bridge.Bridge
{
    /// <summary>A client that talks to a target through the bridge.</summary>
    internal interface IBridgeClient
    {
        /// <summary>Gets whether 2 KB can be sent now without blocking.</summary>
        bool IsReady { get; }

        /// <summary>Sends bytes to the client.</summary>
        /// <param name="buffer">The buffer with the bytes.</param>
        /// <param name="offset">The index of the first byte.</param>
        /// <param name="count">The number of bytes.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        void Send(byte[] buffer, int offset, int count);
    }
}
