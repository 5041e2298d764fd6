using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The record of jobs in two files that are written in turn, each with a hash and a number that rises. A power cut can
    /// spoil the one that is being written; the other holds what was written before. The newer one that is whole counts.
    /// </summary>
    public sealed class FileJobStore : IJobStore
    {
        private const int SequenceSize = 4;
        private const int HeadSize = SequenceSize + Sha256.HashSize;

        private static readonly string[] _states = new string[] { "state-0.bin", "state-1.bin" };
        private static readonly string[] _manifests = new string[] { "job-0.json", "job-1.json" };

        private readonly IDrive _drive;
        private int _sequence;
        private int _newest;

        /// <summary>Creates the store.</summary>
        /// <param name="drive">The drive.</param>
        public FileJobStore(IDrive drive)
        {
            _drive = drive;
        }

        /// <inheritdoc/>
        public byte[] ReadState()
        {
            byte[] newest = null;
            for (int i = 0; i < _states.Length; i++)
            {
                byte[] file = _drive.Read(_states[i]);
                if (IsWhole(file) && (newest == null || BitConverter.ToInt32(file, 0) > _sequence))
                {
                    newest = file;
                    _newest = i;
                    _sequence = BitConverter.ToInt32(file, 0);
                }
            }

            if (newest == null)
            {
                return null;
            }

            byte[] state = new byte[newest.Length - HeadSize];
            Array.Copy(newest, HeadSize, state, 0, state.Length);
            return state;
        }

        /// <inheritdoc/>
        public void WriteState(byte[] state)
        {
            byte[] file = new byte[HeadSize + state.Length];
            BitConverter.GetBytes(_sequence + 1).CopyTo(file, 0);
            state.CopyTo(file, HeadSize);
            HashOf(file).CopyTo(file, SequenceSize);
            int next = (_newest + 1) % _states.Length;
            _drive.Write(_states[next], file);
            _newest = next;
            _sequence++;
        }

        /// <inheritdoc/>
        public byte[] ReadManifest(int place)
        {
            return _drive.Read(_manifests[place]);
        }

        /// <inheritdoc/>
        public void WriteManifest(int place, byte[] manifest)
        {
            _drive.Write(_manifests[place], manifest);
        }

        private static bool IsWhole(byte[] file)
        {
            _ = new byte[Headroom.Size];
            return file != null && file.Length > HeadSize && Sha256.AreEqual(HashOf(file), file, SequenceSize);
        }

        // Of the sequence number and the state.
        private static byte[] HashOf(byte[] file)
        {
            Sha256 hash = new Sha256();
            hash.Update(file, 0, SequenceSize);
            hash.Update(file, HeadSize, file.Length - HeadSize);
            return hash.Finish();
        }
    }
}
