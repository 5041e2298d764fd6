using Esp32Bridge.Jobs;

namespace Esp32Bridge.Ota
{
    /// <summary>The source of the job manifest.</summary>
    public interface IManifestSource
    {
        /// <summary>Fetches the manifest and its signature. They are not checked yet.</summary>
        /// <returns>Both; null if they are unchanged since the last <see cref="Accept"/>.</returns>
        /// <exception cref="Errors.BridgeException">A file cannot be fetched, or is too large.</exception>
        SignedManifest Fetch();

        /// <summary>Confirms that the last fetched manifest is authentic and was handled, so that it need not be fetched again.</summary>
        void Accept();
    }
}
