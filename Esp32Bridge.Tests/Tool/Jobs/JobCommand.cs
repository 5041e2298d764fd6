using System.CommandLine;
using System.IO;
using Esp32Bridge.Tool.Push;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>"job new" and "job push".</summary>
    public static class JobCommand
    {
        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            JobOptions options = new JobOptions();
            ToolCommand create = new ToolCommand(
                "new",
                "Make a job: a folder with job.json, its signature, and the images, for any web server. Images and job are checked as the firmware will check them.",
                "job new A=app.elf B=app.hex --device A=STM32L476RG --device B=STM32U575ZI --for pumps",
                "job new A=loader.hex A=app.elf A=table.bin@0x08080000 --device A=0x415 --config fleet/pump-17",
                "job new A=app.elf --device A=L476 --for pump-17 --previous --health \"A=self test passed\"",
                "job new @pump.rsp A=app.elf                 the options are in the file pump.rsp, one or more on a line");
            options.AddTo(create);
            create.SetAction(parsed => Make(options.Read(parsed), parsed.InvocationConfiguration.Output));
            return new Command("job", "Jobs: which target gets which image.") { create, PushCommand.Create() };
        }

        private static void Make(JobRequest request, TextWriter output)
        {
            if (request.For == null)
            {
                throw new UsageException("The job names no device: add --for pump-17, or --config with the esp32bridge.json of the device.");
            }

            request.Folder.Publish(new JobMaker(request, string.Empty, output).Make());
            output.WriteLine($"written: {request.Folder.PathOf(JobFolder.ManifestName)}; serve this folder with any web server");
        }
    }
}
