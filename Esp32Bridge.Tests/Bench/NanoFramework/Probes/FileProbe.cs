using System.IO;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Gives tests access to File, which is not visible to them.</summary>
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
