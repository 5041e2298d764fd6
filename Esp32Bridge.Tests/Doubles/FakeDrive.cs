using System;
using System.Collections;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A drive in memory whose supply can fail during a write.</summary>
    public sealed class FakeDrive : IDrive
    {
        private readonly Hashtable _files = new Hashtable();

        /// <summary>Gets the names of the written files in their order, a blank after each.</summary>
        public string Written { get; private set; } = string.Empty;

        /// <summary>Gets or sets after how many bytes the next write is cut short; -1 for never.</summary>
        public int TornAt { get; set; } = -1;

        /// <summary>Gets or sets what a write throws, or null.</summary>
        public Exception Error { get; set; }

        /// <summary>Gets or sets what each read throws, or null.</summary>
        public Exception ReadError { get; set; }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            return ReadError == null ? (byte[])_files[name] : throw ReadError;
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] bytes)
        {
            if (Error != null)
            {
                throw Error;
            }

            Written += name + " ";
            byte[] stored = new byte[TornAt < 0 ? bytes.Length : TornAt];
            Array.Copy(bytes, 0, stored, 0, stored.Length);
            _files[name] = stored;
            TornAt = -1;
        }

        /// <summary>Replaces the bytes of a file, as a failing flash does.</summary>
        /// <param name="name">The file.</param>
        /// <param name="bytes">The bytes, or null to remove it.</param>
        public void Spoil(string name, byte[] bytes)
        {
            _files[name] = bytes;
        }
    }
}
