namespace Esp32Bridge.Jobs
{
    /// <summary>Where the record of jobs is kept, and the manifests of those that have not ended.</summary>
    public interface IJobStore
    {
        /// <summary>Reads the record.</summary>
        /// <returns>What was written last as a whole, or null.</returns>
        byte[] ReadState();

        /// <summary>Writes the record. After a power cut it is what it was, or what it should be.</summary>
        /// <param name="state">The record, not empty.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteState(byte[] state);

        /// <summary>Reads a manifest.</summary>
        /// <param name="place">In which of the places it is, 0 or 1.</param>
        /// <returns>Its bytes, or null. A power cut may have spoiled them.</returns>
        byte[] ReadManifest(int place);

        /// <summary>Writes a manifest.</summary>
        /// <param name="place">In which of the places it goes, 0 or 1.</param>
        /// <param name="manifest">Its bytes.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteManifest(int place, byte[] manifest);
    }
}
