namespace Esp32Bridge.Jobs
{
    /// <summary>Where the job manifest comes from.</summary>
    public interface IManifestSource
    {
        /// <summary>Gets the manifest's address, to which the images' addresses can be relative.</summary>
        string Url { get; }

        /// <summary>Fetches the manifest.</summary>
        /// <returns>Its bytes, at most <see cref="JobManifest.MaximumSize"/>; null when it is the one that was accepted.</returns>
        /// <exception cref="Errors.BridgeException">It cannot be had, or is too large.</exception>
        byte[] Fetch();

        /// <summary>Says that the manifest that was fetched last was understood: it need not be sent again.</summary>
        void Accept();
    }
}
