namespace Esp32Bridge.Network
{
    /// <summary>The network connection of the device.</summary>
    public interface INetwork
    {
        /// <summary>Waits, for a limited time, until there is a network.</summary>
        /// <returns>False if there is none yet; call again.</returns>
        bool TryConnect();
    }
}
