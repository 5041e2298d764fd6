using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Storage
{
    /// <summary>
    /// The last job's number in two files that are written in turn, each with a hash. A power cut can spoil the one that
    /// is being written; the other holds the number before it. Numbers only rise, so the larger one that is whole counts.
    /// </summary>
    public sealed class FileJobRecord : IJobRecord
    {
        private const int NumberSize = 4;

        private static readonly string[] _names = new string[] { "job-0.bin", "job-1.bin" };

        private readonly IDrive _drive;
        private readonly ILog _log;
        private int _next;

        /// <summary>Reads the record.</summary>
        /// <param name="drive">The drive.</param>
        /// <param name="log">Where a drive that cannot be written is told.</param>
        public FileJobRecord(IDrive drive, ILog log)
        {
            _drive = drive;
            _log = log;
            for (int i = 0; i < _names.Length; i++)
            {
                int number = Decode(drive.Read(_names[i]));
                if (number > LastFinished)
                {
                    LastFinished = number;
                    _next = (i + 1) % _names.Length;
                }
            }
        }

        /// <inheritdoc/>
        public int LastFinished { get; private set; }

        /// <inheritdoc/>
        public void Finish(int number)
        {
            LastFinished = number;
            try
            {
                _drive.Write(_names[_next], Encode(number));
                _next = (_next + 1) % _names.Length;
            }
            catch (Exception error)
            {
                // The job is done all the same; until the next restart it is known here.
                _log.Write("job " + number + ": cannot be recorded and will run again after a restart: " + error.Message);
            }
        }

        private static byte[] Encode(int number)
        {
            byte[] bytes = new byte[NumberSize + Sha256.HashSize];
            BitConverter.GetBytes(number).CopyTo(bytes, 0);
            HashOf(bytes).CopyTo(bytes, NumberSize);
            return bytes;
        }

        private static int Decode(byte[] bytes)
        {
            if (bytes == null || bytes.Length != NumberSize + Sha256.HashSize)
            {
                return 0;
            }

            return Sha256.AreEqual(HashOf(bytes), bytes, NumberSize) ? BitConverter.ToInt32(bytes, 0) : 0;
        }

        private static byte[] HashOf(byte[] bytes)
        {
            Sha256 hash = new Sha256();
            hash.Update(bytes, 0, NumberSize);
            return hash.Finish();
        }
    }
}
