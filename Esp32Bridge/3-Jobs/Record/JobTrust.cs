using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// What a device believes: the highest number of a job that it accepted, below which it takes none, and the public keys whose
    /// signatures count. It is kept apart from the record of jobs, so that the loss of that opens no door to old jobs.
    /// </summary>
    /// <remarks>
    /// The keys are those of the configuration, until a job announces the next key: it counts beside them, and from the first job
    /// that it signed, in the place of all others. When the configuration gets other keys, those count again.
    /// </remarks>
    public sealed class JobTrust
    {
        /// <summary>By how much the number of a job may exceed the highest one before it.</summary>
        public const int LargestLeap = 1000 * 1000;

        // The number, a mark of the configured keys, the key in their place, and the next one; zeros, which are no key, for none.
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

        /// <summary>Reads it.</summary>
        /// <param name="store">Where it is kept.</param>
        /// <param name="keys">The keys of the configuration, 32 bytes each; where there is none, no job is believed.</param>
        /// <param name="log">Where a store that fails is told.</param>
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

        /// <summary>Gets the highest number of a job that was accepted, 0 when none was.</summary>
        public int Highest { get; private set; }

        /// <summary>Gets what of all that was kept of jobs could not be read at the start, and why, or null.</summary>
        internal string Trouble { get; private set; }

        /// <summary>Gets the keys whose signatures count.</summary>
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

        /// <summary>Notices that files are gone: this and the record of jobs are written together.</summary>
        /// <param name="hasRecord">Whether there is a record of jobs.</param>
        internal void CompareWith(bool hasRecord)
        {
            if (!hasRecord && Highest > 0)
            {
                Note("the record of jobs: its files are gone.");
            }
            else if (hasRecord && Highest == 0 && Trouble == null)
            {
                Note("the highest number of a job: there is no file of it beside the record of jobs. The keys of the configuration count.");
            }
        }

        /// <summary>Tells that something could not be read.</summary>
        /// <param name="trouble">What, and why.</param>
        internal void Note(string trouble)
        {
            Trouble = Trouble == null ? trouble : Trouble + " " + trouble;
            _log.Write(trouble);
        }

        /// <summary>Raises the number to one that the record of jobs knows of.</summary>
        /// <param name="number">The number.</param>
        internal void Raise(int number)
        {
            Highest = number > Highest ? number : Highest;
        }

        /// <summary>Checks that a job may have its number.</summary>
        /// <param name="number">The number.</param>
        /// <param name="isTaken">Whether another job has it; if not, it may be the highest one, whose job comes again.</param>
        /// <exception cref="JobRefusedException">It is not larger than all before it, or much larger.</exception>
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

        /// <summary>Remembers that a job was accepted.</summary>
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
                // Into both of its files: were the newer one spoilt, a key that was replaced would count again.
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
