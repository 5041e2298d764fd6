using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A drive that remembers all writes, and can recreate its state after a power cut in one of them.</summary>
    public sealed class TrialDrive : IDrive
    {
        private const int Slots = 2;

        private readonly Dictionary<string, byte[]> _files = new Dictionary<string, byte[]>();
        private readonly List<(string Name, byte[] Before, byte[] Content)> _writes = new List<(string Name, byte[] Before, byte[] Content)>();

        /// <summary>Gets the number of writes.</summary>
        public int Writes
        {
            get { return _writes.Count; }
        }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            return _files.TryGetValue(name, out byte[] content) ? (byte[])content.Clone() : null;
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] bytes)
        {
            byte[] content = (byte[])bytes.Clone();
            _writes.Add((name, _files.GetValueOrDefault(name), content));
            _files[name] = content;
        }

        /// <summary>Makes the drive as it is after a power cut.</summary>
        /// <param name="write">The interrupted write, counted from 0; <see cref="Writes"/> for a cut after the last one.</param>
        /// <param name="part">How much of its content was written, in halves; 0 for an empty file.</param>
        /// <returns>A new drive.</returns>
        public TrialDrive CutIn(int write, int part)
        {
            TrialDrive drive = new TrialDrive();
            foreach ((string name, byte[] content) in _files)
            {
                drive._files[name] = content;
            }

            for (int i = _writes.Count - 1; i >= write; i--)
            {
                drive._files[_writes[i].Name] = _writes[i].Before;
            }

            foreach (string absent in drive._files.Keys.Where(name => drive._files[name] == null).ToArray())
            {
                drive._files.Remove(absent);
            }

            if (write < _writes.Count)
            {
                byte[] content = _writes[write].Content;
                drive._files[_writes[write].Name] = content[..(content.Length * part / 2)];
            }

            return drive;
        }

        /// <summary>Corrupts both slots of a record.</summary>
        /// <param name="name">The record.</param>
        /// <param name="place">Any number. It selects the byte of each slot.</param>
        public void Spoil(string name, int place)
        {
            for (int i = 0; i < Slots; i++)
            {
                if (_files.TryGetValue($"{name}-{i}.bin", out byte[] content) && content.Length > 0)
                {
                    byte[] spoilt = (byte[])content.Clone();
                    spoilt[place % spoilt.Length] ^= 0x10;
                    _files[$"{name}-{i}.bin"] = spoilt;
                }
            }
        }
    }
}
