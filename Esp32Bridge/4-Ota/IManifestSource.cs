using Esp32Bridge.Jobs;

namespace Esp32Bridge.Ota
{
    /// <summary>Where the job manifest comes from.</summary>
    public interface IManifestSource
    {
        /// <summary>Fetches the manifest and its signature, which nobody has checked yet.</summary>
        /// <returns>Both; null when the manifest is the one that was accepted.</returns>
        /// <exception cref="Errors.BridgeException">One of them cannot be had, or is too large.</exception>
        SignedManifest Fetch();

        /// <summary>Says that the manifest that was fetched last was understood: it need not be sent again.</summary>
        void Accept();
    }
}
