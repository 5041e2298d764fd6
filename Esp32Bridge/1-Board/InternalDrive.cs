using System;
using System.IO;
using Esp32Bridge.Logging;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Board
{
    /// <summary>The internal drive of the ESP32, I:, a littlefs in its flash.</summary>
    public sealed class InternalDrive : IDrive
    {
        private const string Root = "I:\\";

        private readonly ILog _log;

        /// <summary>Creates the drive.</summary>
        /// <param name="log">Where unreadable files are told.</param>
        public InternalDrive(ILog log)
        {
            _log = log;
        }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            try
            {
                string path = Root + name;
                return File.Exists(path) ? File.ReadAllBytes(path) : null;
            }
            catch (OutOfMemoryException error)
            {
                // It is there all the same: what is taken for none would be begun anew.
                throw error;
            }
            catch (Exception error)
            {
                _log.Write("cannot read " + name + ": " + error.Message);
                return null;
            }
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Root + name, bytes);
        }
    }
}
