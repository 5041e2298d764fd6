using System;
using System.CommandLine;
using System.IO;
using Esp32Bridge.Tool;

namespace Esp32Bridge.Bench
{
    /// <summary>A file on the command line that is written when a long command ends.</summary>
    internal static class OutputFile
    {
        /// <summary>Checks before the command begins that the file can be written. Its content stays there until then.</summary>
        /// <param name="parsed">The command line.</param>
        /// <param name="option">The option that names the file; it may be missing.</param>
        /// <exception cref="UsageException">It cannot be written.</exception>
        internal static void Check(ParseResult parsed, Option<string> option)
        {
            string path = parsed.GetValue(option);
            try
            {
                if (path != null)
                {
                    using FileStream file = new FileStream(path, FileMode.Append);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                string got = Directory.Exists(path) ? "is a folder" : error is DirectoryNotFoundException ? "is in a folder that does not exist" : "cannot be written";
                throw new UsageException($"{option.Name} needs a writable file; '{path}' {got}.");
            }
        }
    }
}
