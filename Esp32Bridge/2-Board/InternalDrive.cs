using System.IO;
using Esp32Bridge.Storage;

namespace Esp32Bridge.Board
{
    /// <summary>The internal drive of the ESP32, I:, a littlefs file system in its flash.</summary>
    public sealed class InternalDrive : IDrive
    {
        private const string Root = "I:\\";

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            string path = Root + name;
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }

        /// <inheritdoc/>
        public void Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Root + name, bytes);
        }
    }
}
