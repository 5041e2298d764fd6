using System;
using Esp32Bridge.Jobs;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A store that survives restarts, as a drive does.</summary>
    public sealed class FakeJobStore : IJobStore
    {
        private readonly byte[][] _manifests = new byte[3][];

        /// <summary>Gets or sets the record.</summary>
        public byte[] State { get; set; }

        /// <summary>Gets or sets what the device trusts.</summary>
        public byte[] Trust { get; set; }

        /// <summary>Gets or sets what each read throws, or null.</summary>
        public Exception ReadError { get; set; }

        /// <summary>Gets or sets what each write throws, or null.</summary>
        public Exception Error { get; set; }

        /// <summary>Gets or sets what is called before each write, or null.</summary>
        public Action OnWrite { get; set; }

        /// <summary>Makes a store with the same content.</summary>
        /// <returns>The store.</returns>
        public FakeJobStore Clone()
        {
            FakeJobStore clone = new FakeJobStore() { State = State, Trust = Trust };
            _manifests.CopyTo(clone._manifests, 0);
            return clone;
        }

        /// <summary>Corrupts a manifest, as a failing flash does.</summary>
        /// <param name="place">Its place in the store.</param>
        /// <param name="manifest">The corrupt content.</param>
        public void Spoil(int place, byte[] manifest)
        {
            _manifests[place] = manifest;
        }

        /// <inheritdoc/>
        public byte[] ReadState()
        {
            return ReadError == null ? State : throw ReadError;
        }

        /// <inheritdoc/>
        public byte[] ReadTrust()
        {
            return ReadError == null ? Trust : throw ReadError;
        }

        /// <inheritdoc/>
        public void WriteTrust(byte[] trust)
        {
            Check();
            Trust = trust;
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
            return ReadError == null ? _manifests[place] : throw ReadError;
        }

        /// <inheritdoc/>
        public void WriteManifest(int place, byte[] manifest)
        {
            Check();
            _manifests[place] = manifest;
        }

        private void Check()
        {
            OnWrite?.Invoke();
            if (Error != null)
            {
                throw Error;
            }
        }
    }
}
