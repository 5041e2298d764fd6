using System;
using System.IO;
using Esp32Bridge.Configuration;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Tool.Devices
{
    /// <summary>The folder of a device: its esp32bridge.json and the other files of its drive.</summary>
    public static class ConfigurationFolder
    {
        /// <summary>Reads the configuration of a device as its firmware does.</summary>
        /// <param name="path">Its esp32bridge.json, or the folder that contains it; or null.</param>
        /// <returns>The description, or null without a path.</returns>
        /// <exception cref="Errors.BridgeException">There is no such file, or the firmware would refuse it.</exception>
        public static BoardDescription ReadBoard(string path)
        {
            if (path == null)
            {
                return null;
            }

            return Check(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)), ReadFile(path), new OutputLog(TextWriter.Null));
        }

        /// <summary>Reads the configuration file.</summary>
        /// <param name="path">The esp32bridge.json, or the folder that contains it.</param>
        /// <returns>Its bytes.</returns>
        /// <exception cref="ToolException">There is no such file.</exception>
        public static byte[] ReadFile(string path)
        {
            string file = Directory.Exists(path) ? Path.Combine(path, ConfigurationFile.Name) : path;
            try
            {
                return File.ReadAllBytes(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ToolException("read " + file, "the configuration of a device", error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message, "Make it: device config FOLDER");
            }
        }

        /// <summary>Parses a configuration with the firmware's own reader.</summary>
        /// <param name="folder">The folder with the other files of the drive.</param>
        /// <param name="configuration">The bytes of esp32bridge.json.</param>
        /// <param name="log">Receives the log of the firmware.</param>
        /// <returns>The description of the board.</returns>
        /// <exception cref="Errors.BridgeException">The firmware would refuse it.</exception>
        internal static BoardDescription Check(string folder, byte[] configuration, ILog log)
        {
            ConfigurationDrive drive = new ConfigurationDrive(folder, configuration);
            ConfigurationFile.Read(ShippedBoard.Create(), drive, new OutputLog(TextWriter.Null));
            return ConfigurationFile.Apply(ShippedBoard.Create(), drive, log);
        }
    }
}
