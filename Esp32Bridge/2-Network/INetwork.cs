namespace Esp32Bridge.Network
{
    /// <summary>The network under the servers.</summary>
    public interface INetwork
    {
        /// <summary>Waits, within bounds, until there is a network.</summary>
        /// <returns>False when there is none yet; ask again.</returns>
        bool TryConnect();
    }
}
