namespace Esp32Bridge.Bridge
{
    /// <summary>Who talks to a target through the bridge.</summary>
    internal interface IBridgeClient
    {
        /// <summary>Gets whether it takes bytes now: 2 KB without waiting.</summary>
        bool IsReady { get; }

        /// <summary>Sends bytes to it.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="System.Exception">The connection failed.</exception>
        void Send(byte[] buffer, int offset, int count);
    }
}
