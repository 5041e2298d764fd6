namespace Esp32Bridge.Jobs
{
    /// <summary>Stores the record of jobs, the manifests of jobs that have not ended, and what the device trusts.</summary>
    public interface IJobStore
    {
        /// <summary>Reads the record.</summary>
        /// <returns>The last complete record; null if none was ever written.</returns>
        /// <exception cref="RecordException">The record is corrupt.</exception>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadState();

        /// <summary>Writes the record. After a power cut, either the old or the new record is there.</summary>
        /// <param name="state">The record, not empty.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteState(byte[] state);

        /// <summary>Reads what the device trusts.</summary>
        /// <returns>The last complete data; null if none were ever written.</returns>
        /// <exception cref="RecordException">The data are corrupt.</exception>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadTrust();

        /// <summary>Writes what the device trusts. After a power cut, either the old or the new data are there.</summary>
        /// <param name="trust">The bytes, at least one.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteTrust(byte[] trust);

        /// <summary>Reads a manifest.</summary>
        /// <param name="place">The number of its place, 0 to 2.</param>
        /// <returns>Its bytes, or null. A power cut may have corrupted them.</returns>
        /// <exception cref="System.Exception">It cannot be read.</exception>
        byte[] ReadManifest(int place);

        /// <summary>Writes a manifest.</summary>
        /// <param name="place">The number of its place, 0 to 2.</param>
        /// <param name="manifest">Its bytes.</param>
        /// <exception cref="System.Exception">It cannot be written.</exception>
        void WriteManifest(int place, byte[] manifest);
    }
}
