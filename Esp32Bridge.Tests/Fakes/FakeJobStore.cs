using System;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Fakes
{
    /// <summary>A store that outlives records, as a drive outlives restarts.</summary>
    public sealed class FakeJobStore : IJobStore
    {
        private readonly byte[][] _manifests = new byte[2][];

        /// <summary>Gets or sets the record.</summary>
        public byte[] State { get; set; }

        /// <summary>Gets or sets what every write throws, or null.</summary>
        public Exception Error { get; set; }

        /// <inheritdoc/>
        public byte[] ReadState()
        {
            return State;
        }

        /// <inheritdoc/>
        public void WriteState(byte[] state)
        {
            Check();
            State = state;
        }

        /// <inheritdoc/>
        public byte[] ReadManifest(int place)
        {
            return _manifests[place];
        }

        /// <inheritdoc/>
        public void WriteManifest(int place, byte[] manifest)
        {
            Check();
            _manifests[place] = manifest;
        }

        private void Check()
        {
            if (Error != null)
            {
                throw Error;
            }
        }
    }
}
