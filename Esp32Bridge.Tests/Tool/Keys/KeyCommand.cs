using System;
using System.CommandLine;
using System.IO;
using System.Text;

namespace Esp32Bridge.Tool.Keys
{
    /// <summary>"key new": makes the key that signs jobs.</summary>
    public static class KeyCommand
    {
        /// <summary>The default file of the private key.</summary>
        public const string UsualFile = "job.pem";

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Argument<string> file = new Argument<string>("FILE") { Description = "The file of the private key.", DefaultValueFactory = _ => UsualFile };
            ToolCommand create = new ToolCommand(
                "new",
                "Make the key pair: the private key signs jobs, the public key lets devices check them. No file is overwritten.",
                "key new",
                "key new safe/job.pem")
            {
                file,
            };
            create.SetAction(parsed => Make(parsed.GetValue(file), parsed.InvocationConfiguration.Output));
            return new Command("key", "The key that signs jobs.") { create };
        }

        private static void Make(string path, TextWriter output)
        {
            JobKey key = JobKey.Create();
            FileStreamOptions options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            if (File.Exists(path))
            {
                throw new ToolException("write " + path, "no such file yet", "one", "A key is never overwritten: devices trust it. Name another file.");
            }

            using (FileStream file = new FileStream(path, options))
            {
                file.Write(Encoding.ASCII.GetBytes(key.ToPem()));
            }

            output.WriteLine($"{path}: the private key. Keep it secret: whoever has it can program your devices.");
            output.WriteLine($"public key, for \"keys\" of esp32bridge.json: {key.PublicText}");
            output.WriteLine($"next: device config FOLDER --key {path}");
        }
    }
}
