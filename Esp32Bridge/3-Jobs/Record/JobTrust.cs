using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// What the device trusts: the highest number of an accepted job, which every new job has to exceed, and the public keys. It is stored separately
    /// from the record of jobs, so that a lost record does not let old jobs in.
    /// </summary>
    /// <remarks>
    /// The keys are those of the configuration until a job announces the next key. That key is trusted in addition. From the first job that it signs,
    /// it replaces all others. When the keys in the configuration change, those are trusted again.
    /// </remarks>
    public sealed class JobTrust
    {
        /// <summary>By how much the number of a job may exceed the highest number so far.</summary>
        public const int LargestLeap = 1000 * 1000;

        // The number, a fingerprint of the configured keys, the key that replaces them, and the next key. Zeros mean no key.
        private const int MarkPlace = 4;
        private const int MarkSize = 8;
        private const int KeyPlace = MarkPlace + MarkSize;
        private const int KeySize = 32;
        private const int NextPlace = KeyPlace + KeySize;
        private const int Size = NextPlace + KeySize;

        private const int Files = 2;

        private readonly IJobStore _store;
        private readonly byte[][] _configured;
        private readonly ILog _log;
        private byte[] _key;
        private byte[] _next;

        /// <summary>Reads the stored data.</summary>
        /// <param name="store">The store.</param>
        /// <param name="keys">The keys of the configuration, 32 bytes each. Without a key, no job is accepted.</param>
        /// <param name="log">The log for errors of the store.</param>
        public JobTrust(IJobStore store, byte[][] keys, ILog log)
        {
            _store = store;
            _configured = keys;
            _log = log;
            try
            {
                Decode(store.ReadTrust());
            }
            catch (Exception error)
            {
                Note("the highest number of a job: " + error.Message + " The keys of the configuration count.");
            }
        }

        /// <summary>Gets the highest number of an accepted job, 0 if there was none.</summary>
        public int Highest { get; private set; }

        /// <summary>Gets which of the stored data could not be read at the start, and why, or null.</summary>
        internal string Trouble { get; private set; }

        /// <summary>Gets the trusted keys.</summary>
        internal byte[][] Keys
        {
            get
            {
                byte[] next = _next;
                int count = _key == null ? _configured.Length : 1;
                byte[][] keys = new byte[next == null ? count : count + 1][];
                for (int i = 0; i < count; i++)
                {
                    keys[i] = _key == null ? _configured[i] : _key;
                }

                if (next != null)
                {
                    keys[count] = next;
                }

                return keys;
            }
        }

        /// <summary>Detects lost files: these data and the record of jobs are always written together.</summary>
        /// <param name="hasRecord">Whether there is a record of jobs.</param>
        internal void CompareWith(bool hasRecord)
        {
            if (!hasRecord && Highest > 0)
            {
                Note("the record of jobs: its files are gone.");
            }
            else if (hasRecord && Highest == 0 && Trouble == null)
            {
                Note("the highest number of a job: its file is missing beside the record of jobs. The keys of the configuration count.");
            }
        }

        /// <summary>Records that something could not be read.</summary>
        /// <param name="trouble">What could not be read, and why.</param>
        internal void Note(string trouble)
        {
            Trouble = Trouble == null ? trouble : Trouble + " " + trouble;
            _log.Write(trouble);
        }

        /// <summary>Raises the number to one in the record of jobs.</summary>
        /// <param name="number">The number.</param>
        internal void Raise(int number)
        {
            Highest = number > Highest ? number : Highest;
        }

        /// <summary>Checks the number of a job.</summary>
        /// <param name="number">The number.</param>
        /// <param name="isTaken">Whether another job has the number. If not, it may be the highest one: the same job comes again.</param>
        /// <exception cref="JobRefusedException">The number is not larger than those of all earlier jobs, or is much larger.</exception>
        internal void CheckNumber(int number, bool isTaken)
        {
            if (number < Highest || isTaken)
            {
                throw new JobRefusedException("job", "a number above " + Highest, number.ToString(), "Give the job a higher number.");
            }

            if (number - Highest > LargestLeap)
            {
                throw new JobRefusedException("job", "a number of at most " + (Highest + LargestLeap), number.ToString(), "Give the job the next number: the device cannot go back to lower ones.");
            }
        }

        /// <summary>Records an accepted job.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="signer">The key that signed it.</param>
        /// <param name="next">The key that it announces, or null.</param>
        internal void Accept(int number, byte[] signer, byte[] next)
        {
            Raise(number);
            if (_next != null && Sha256.AreEqual(_next, signer, 0))
            {
                _key = _next;
                _next = null;
                _log.Write("job " + number + ": from now on, only the key that signed it counts");
            }

            if (next != null)
            {
                _next = next;
                _log.Write("job " + number + ": its nextKey may sign jobs too");
            }

            try
            {
                // Write both files: if the newer one became corrupt, a replaced key would be trusted again.
                for (int i = 0; i < Files; i++)
                {
                    _store.WriteTrust(Encode());
                }
            }
            catch (Exception error)
            {
                _log.Write("job " + number + ": its number cannot be kept: " + error.GetType().Name + " " + error.Message);
            }
        }

        private void Decode(byte[] bytes)
        {
            if (bytes == null)
            {
                return;
            }

            if (bytes.Length != Size)
            {
                throw new RecordException("trust", bytes.Length);
            }

            Highest = BitConverter.ToInt32(bytes, 0);
            byte[] mark = MarkOfConfigured();
            for (int i = 0; i < MarkSize; i++)
            {
                if (mark[i] != bytes[MarkPlace + i])
                {
                    return;
                }
            }

            _key = KeyAt(bytes, KeyPlace);
            _next = KeyAt(bytes, NextPlace);
        }

        private byte[] Encode()
        {
            byte[] bytes = new byte[Size];
            BitConverter.GetBytes(Highest).CopyTo(bytes, 0);
            Array.Copy(MarkOfConfigured(), 0, bytes, MarkPlace, MarkSize);
            if (_key != null)
            {
                _key.CopyTo(bytes, KeyPlace);
            }

            if (_next != null)
            {
                _next.CopyTo(bytes, NextPlace);
            }

            return bytes;
        }

        private byte[] MarkOfConfigured()
        {
            Sha256 hash = new Sha256();
            for (int i = 0; i < _configured.Length; i++)
            {
                hash.Update(_configured[i], 0, KeySize);
            }

            return hash.Finish();
        }

        private static byte[] KeyAt(byte[] bytes, int place)
        {
            byte[] key = new byte[KeySize];
            Array.Copy(bytes, place, key, 0, KeySize);
            return Sha256.AreEqual(key, new byte[KeySize], 0) ? null : key;
        }
    }
}
