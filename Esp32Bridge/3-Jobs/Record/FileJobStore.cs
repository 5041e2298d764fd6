using Esp32Bridge.Storage;

namespace Esp32Bridge.Jobs
{
    /// <summary>Stores the records and the manifests in files of a drive. Each record has two files: see the table of files in the README.</summary>
    public sealed class FileJobStore : IJobStore
    {
        private readonly IDrive _drive;
        private readonly TwinFiles _state;
        private readonly TwinFiles _trust;

        /// <summary>Creates the store.</summary>
        /// <param name="drive">The drive.</param>
        public FileJobStore(IDrive drive)
        {
            _drive = drive;
            _state = new TwinFiles(drive, "state");
            _trust = new TwinFiles(drive, "trust");
        }

        /// <inheritdoc/>
        public byte[] ReadState()
        {
            return _state.Read();
        }

        /// <inheritdoc/>
        public void WriteState(byte[] state)
        {
            _state.Write(state);
        }

        /// <inheritdoc/>
        public byte[] ReadTrust()
        {
            return _trust.Read();
        }

        /// <inheritdoc/>
        public void WriteTrust(byte[] trust)
        {
            _trust.Write(trust);
        }

        /// <inheritdoc/>
        public byte[] ReadManifest(int place)
        {
            return _drive.Read(NameOf(place));
        }

        /// <inheritdoc/>
        public void WriteManifest(int place, byte[] manifest)
        {
            _drive.Write(NameOf(place), manifest);
        }

        private static string NameOf(int place)
        {
            return "job-" + place + ".json";
        }
    }
}
