namespace Esp32Bridge.Ota
{
    /// <summary>Where somebody on the network hands a job in, and asks what became of it. Called by the server's thread.</summary>
    public interface IJobDesk
    {
        /// <summary>Hands a job in.</summary>
        /// <param name="manifest">The manifest, UTF-8, at most <see cref="Jobs.JobManifest.MaximumSize"/> bytes.</param>
        /// <param name="signature">Its signature as it came, never empty.</param>
        /// <returns>False when it is not newer than the last job.</returns>
        /// <exception cref="Jobs.SignatureException">The signature is not that of the manifest.</exception>
        /// <exception cref="Errors.BridgeException">The manifest is not a job.</exception>
        bool Submit(byte[] manifest, string signature);

        /// <summary>Says what the device does and what became of the last job.</summary>
        /// <returns>The bytes of a JSON text, UTF-8.</returns>
        byte[] Status();
    }
}
