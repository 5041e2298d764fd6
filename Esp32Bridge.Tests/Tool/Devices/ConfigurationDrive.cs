using System;
using System.IO;
using Esp32Bridge.Configuration;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Tool.Devices
{
    /// <summary>A folder of this PC as the internal drive of a device, with a configuration that is not written yet.</summary>
    internal sealed class ConfigurationDrive : IDrive
    {
        private readonly string _folder;
        private readonly byte[] _configuration;

        /// <summary>Creates the drive.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="configuration">The bytes of the configuration, or null.</param>
        internal ConfigurationDrive(string folder, byte[] configuration)
        {
            _folder = folder;
            _configuration = configuration;
        }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            string path = Path.Combine(_folder, name);
            return name == ConfigurationFile.Name ? _configuration : File.Exists(path) ? File.ReadAllBytes(path) : null;
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] bytes)
        {
            throw new NotSupportedException();
        }
    }
}
