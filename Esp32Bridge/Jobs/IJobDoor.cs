namespace Esp32Bridge.Jobs
{
    /// <summary>Where somebody on the local network hands in a job, and asks what became of it.</summary>
    public interface IJobDoor
    {
        /// <summary>Hands in a job.</summary>
        /// <param name="manifest">The manifest's bytes.</param>
        /// <param name="signature">Its signature, or null.</param>
        /// <returns>False when it is not newer than the last one.</returns>
        /// <exception cref="SignatureException">It is not authentic.</exception>
        /// <exception cref="Errors.BridgeException">It is no job.</exception>
        bool Submit(byte[] manifest, string signature);

        /// <summary>Tells what became of the last job.</summary>
        /// <returns>A JSON text, without secrets.</returns>
        string Status();
    }
}
