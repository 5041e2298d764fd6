using System.Collections.Generic;
using System.Text;
using Esp32Bridge.Bench.Chip;

namespace System.IO
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it, on the internal drive. A file that
    /// is written is empty first, then holds a part of its new content, then all of it; a power cut can come in between.
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

        /// <summary>Reads a file as UTF-8.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>Its text.</returns>
        /// <exception cref="IOException">There is no such file.</exception>
        public static string ReadAllText(string path)
        {
            return Encoding.UTF8.GetString(ReadAllBytes(path));
        }

        /// <summary>Writes a file as UTF-8.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="contents">Its text.</param>
        public static void WriteAllText(string path, string contents)
        {
            WriteAllBytes(path, Encoding.UTF8.GetBytes(contents));
        }

        /// <summary>Removes a file, if it is there.</summary>
        /// <param name="path">Its path.</param>
        public static void Delete(string path)
        {
            Session session = Session.Current;
            session.Step();
            lock (session.Chip.Drive)
            {
                session.Chip.Drive.Remove(NameOf(path));
            }
        }

        private static void Put(string path, byte[] bytes)
        {
            Session session = Session.Current;
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
