using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>What hawkBit offers to a device. All errors are those of the server, and pass.</summary>
    public interface IHawkBit
    {
        /// <summary>Gives the address of a link.</summary>
        /// <param name="link">The address as the server has it.</param>
        /// <returns>The one by which it is reached.</returns>
        string Follow(string link);

        /// <summary>Reads a resource.</summary>
        /// <param name="url">Its address; null for the device's own, which has links to the others.</param>
        /// <param name="longest">Its longest text, in bytes: room for all of it is made.</param>
        /// <returns>Its fields.</returns>
        /// <exception cref="Errors.BridgeException">It cannot be had, is longer, or is not JSON.</exception>
        JsonFields Get(string url, int longest);

        /// <summary>Writes a resource.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="Errors.BridgeException">The server does not take it.</exception>
        void Put(string url, byte[] json);

        /// <summary>Tells what became of an action. That it is closed already is no error.</summary>
        /// <param name="url">The action's address.</param>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="Errors.BridgeException">The server does not take it.</exception>
        void PostFeedback(string url, byte[] json);

        /// <summary>Names a manifest among the artifacts, with its signature beside it.</summary>
        /// <param name="url">Its address.</param>
        /// <returns>The source.</returns>
        IManifestSource ManifestAt(string url);
    }
}
