using System.IO;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Lets a test have its own way with File, which is hidden from it.</summary>
    public static class FileProbe
    {
        /// <summary>Writes a file.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="bytes">Its bytes.</param>
        public static void Write(string path, byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
        }

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>Its bytes.</returns>
        public static byte[] Read(string path)
        {
            return File.ReadAllBytes(path);
        }
    }
}
