using Esp32Bridge.Jobs;

namespace Esp32Bridge.Ota
{
    /// <summary>Where the job manifest comes from.</summary>
    public interface IManifestSource
    {
        /// <summary>Fetches the manifest and its signature, which nobody has checked yet.</summary>
        /// <returns>Both; null when they are those that were accepted last.</returns>
        /// <exception cref="Errors.BridgeException">One of them cannot be had, or is too large.</exception>
        SignedManifest Fetch();

        /// <summary>Says that what was fetched last is authentic and was decided on: it need not be fetched again.</summary>
        void Accept();
    }
}
