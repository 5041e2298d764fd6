using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>The API of hawkBit for a device. All errors are those of the server, and temporary.</summary>
    public interface IHawkBit
    {
        /// <summary>Resolves a link.</summary>
        /// <param name="link">The address that the server sent.</param>
        /// <returns>The address at which the server is reached.</returns>
        string Follow(string link);

        /// <summary>Reads a resource.</summary>
        /// <param name="url">Its address; null for the device's own resource, which links to the others.</param>
        /// <param name="longest">The longest text in bytes. That much memory is allocated.</param>
        /// <returns>Its fields.</returns>
        /// <exception cref="Errors.BridgeException">It cannot be fetched, is longer, or is not JSON.</exception>
        JsonFields Get(string url, int longest);

        /// <summary>Writes a resource.</summary>
        /// <param name="url">Its address.</param>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="Errors.BridgeException">The server does not accept it.</exception>
        void Put(string url, byte[] json);

        /// <summary>Sends feedback for an action. No error is thrown if the action is already closed.</summary>
        /// <param name="url">The action's address.</param>
        /// <param name="json">The bytes of a JSON text.</param>
        /// <exception cref="Errors.BridgeException">The server does not accept it.</exception>
        void PostFeedback(string url, byte[] json);

        /// <summary>Returns the source of a manifest among the artifacts, with its signature.</summary>
        /// <param name="url">Its address.</param>
        /// <returns>The source.</returns>
        IManifestSource ManifestAt(string url);
    }
}
