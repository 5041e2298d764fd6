using System.Collections.Generic;
using Esp32Bridge.Bench.Chip;

namespace System.IO
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it, on the internal drive. A write
    /// first empties the file, then writes a part of the content, then all of it; a power cut can come in between.
    /// </summary>
    internal static class File
    {
        private const string Root = "I:\\";

        /// <summary>Tells whether a file exists.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>True when it does.</returns>
        public static bool Exists(string path)
        {
            Dictionary<string, byte[]> drive = Session.Current.Chip.Drive;
            lock (drive)
            {
                return drive.ContainsKey(NameOf(path));
            }
        }

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>Its bytes.</returns>
        /// <exception cref="IOException">There is no such file.</exception>
        public static byte[] ReadAllBytes(string path)
        {
            Dictionary<string, byte[]> drive = Session.Current.Chip.Drive;
            lock (drive)
            {
                return drive.TryGetValue(NameOf(path), out byte[] bytes) ? (byte[])bytes.Clone() : throw new IOException(string.Empty);
            }
        }

        /// <summary>Writes a file.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="bytes">Its bytes.</param>
        public static void WriteAllBytes(string path, byte[] bytes)
        {
            byte[] content = (byte[])bytes.Clone();
            Put(path, new byte[0]);
            Put(path, content.AsSpan(0, content.Length / 2).ToArray());
            Put(path, content);
        }

        private static void Put(string path, byte[] bytes)
        {
            Session session = Session.Current;
            session.Chip.BeginDriveStage();
            session.Step();
            lock (session.Chip.Drive)
            {
                session.Chip.Drive[NameOf(path)] = bytes;
            }
        }

        private static string NameOf(string path)
        {
            // A missing drive is a plain exception.
            return path.StartsWith(Root, StringComparison.Ordinal) ? path.Substring(Root.Length) : throw new Exception("no such drive: " + path);
        }
    }
}
