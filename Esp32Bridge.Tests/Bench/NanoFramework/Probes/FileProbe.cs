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

        /// <summary>Writes a text and reads it back.</summary>
        /// <param name="path">The file's path.</param>
        /// <param name="text">The text.</param>
        /// <returns>What is read.</returns>
        public static string WriteAndRead(string path, string text)
        {
            File.WriteAllText(path, text);
            return File.ReadAllText(path);
        }

        /// <summary>Removes a file.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>Whether it is there afterwards.</returns>
        public static bool Delete(string path)
        {
            File.Delete(path);
            return File.Exists(path);
        }
    }
}
