using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Hashing;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// A record in two files that are written alternately, each with a hash and a sequence number. A power cut can corrupt only the file that is
    /// being written; the other has the previous record. The newer complete one counts.
    /// </summary>
    internal sealed class TwinFiles
    {
        private const int Twins = 2;
        private const int SequenceSize = 4;
        private const int HeadSize = SequenceSize + Sha256.HashSize;

        private readonly IDrive _drive;
        private readonly string _name;
        private int _sequence;
        private int _newest;

        /// <summary>Creates the record; nothing is read.</summary>
        /// <param name="drive">The drive of the files.</param>
        /// <param name="name">The beginning of their names, which end with "-0.bin" and "-1.bin".</param>
        internal TwinFiles(IDrive drive, string name)
        {
            _drive = drive;
            _name = name;
        }

        /// <summary>Reads the record.</summary>
        /// <returns>The last complete record; null if none was ever written.</returns>
        /// <exception cref="RecordException">There is a file, but none that is complete.</exception>
        /// <exception cref="Exception">The drive cannot be read.</exception>
        internal byte[] Read()
        {
            byte[] newest = null;
            string corrupt = null;
            int length = 0;
            for (int i = 0; i < Twins; i++)
            {
                byte[] file = _drive.Read(NameOf(i));
                if (file == null)
                {
                    continue;
                }

                if (!IsWhole(file))
                {
                    corrupt = NameOf(i);
                    length = file.Length;
                }
                else if (newest == null || BitConverter.ToInt32(file, 0) > _sequence)
                {
                    newest = file;
                    _newest = i;
                    _sequence = BitConverter.ToInt32(file, 0);
                }
            }

            if (newest == null)
            {
                return corrupt == null ? null : throw new RecordException(corrupt, length);
            }

            byte[] record = new byte[newest.Length - HeadSize];
            Array.Copy(newest, HeadSize, record, 0, record.Length);
            return record;
        }

        /// <summary>Writes the record. After a power cut, either the old or the new record is there.</summary>
        /// <param name="record">The record, not empty.</param>
        /// <exception cref="Exception">It cannot be written.</exception>
        internal void Write(byte[] record)
        {
            byte[] file = new byte[HeadSize + record.Length];
            BitConverter.GetBytes(_sequence + 1).CopyTo(file, 0);
            record.CopyTo(file, HeadSize);
            HashOf(file).CopyTo(file, SequenceSize);
            int next = (_newest + 1) % Twins;
            _drive.Write(NameOf(next), file);
            _newest = next;
            _sequence++;
        }

        private string NameOf(int twin)
        {
            return _name + "-" + twin + ".bin";
        }

        private static bool IsWhole(byte[] file)
        {
            _ = new byte[Headroom.Size];
            return file.Length > HeadSize && Sha256.AreEqual(HashOf(file), file, SequenceSize);
        }

        // The hash of the sequence number and the record.
        private static byte[] HashOf(byte[] file)
        {
            Sha256 hash = new Sha256();
            hash.Update(file, 0, SequenceSize);
            hash.Update(file, HeadSize, file.Length - HeadSize);
            return hash.Finish();
        }
    }
}
