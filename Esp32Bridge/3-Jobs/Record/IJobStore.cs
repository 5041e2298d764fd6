namespace Esp32Bridge.Jobs
{
    /// <summary>Where the record of jobs is kept, the manifests of those that have not ended, and what the device trusts.</summary>
    public interface IJobStore
    {
        /// <summary>Reads the record.</summary>
        /// <returns>What was written last as a whole; null when nothing ever was.</returns>
        /// <exception cref="RecordException">It is spoilt.</exception>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadState();

        /// <summary>Writes the record. After a power cut it is what it was, or what it should be.</summary>
        /// <param name="state">The record, not empty.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteState(byte[] state);

        /// <summary>Reads what the device trusts.</summary>
        /// <returns>What was written last as a whole; null when nothing ever was.</returns>
        /// <exception cref="RecordException">It is spoilt.</exception>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadTrust();

        /// <summary>Writes what the device trusts. After a power cut it is what it was, or what it should be.</summary>
        /// <param name="trust">The bytes, at least one.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteTrust(byte[] trust);

        /// <summary>Reads a manifest.</summary>
        /// <param name="place">In which of the places it is, 0 to 2.</param>
        /// <returns>Its bytes, or null. A power cut may have spoiled them.</returns>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadManifest(int place);

        /// <summary>Writes a manifest.</summary>
        /// <param name="place">In which of the places it goes, 0 to 2.</param>
        /// <param name="manifest">Its bytes.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteManifest(int place, byte[] manifest);
    }
}
