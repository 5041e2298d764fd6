using System;
using System.CommandLine;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Tool.Jobs;
using Spectre.Console;

namespace Esp32Bridge.Tool.Push
{
    /// <summary>"job push": hands a job from this PC to a device, and waits for its end.</summary>
    internal static class PushCommand
    {
        private const string TokenVariable = "ESP32BRIDGE_TOKEN";

        // A day, in seconds.
        private const int LongestPatience = 24 * 60 * 60;

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        internal static Command Create()
        {
            JobOptions options = new JobOptions();
            Argument<string> host = new Argument<string>("HOST") { Description = "The device: its address or its name." };
            Option<string> token = new Option<string>("--token") { Description = $"The token of the device. Default: that of --config, else the variable {TokenVariable}.", HelpName = "TOKEN" };
            NumberOption port = new NumberOption("--port", "PORT", 1, IPEndPoint.MaxPort, "The port of this PC that serves the images. Default: a free one.");
            NumberOption patience = new NumberOption("--timeout", "SECONDS", 1, LongestPatience, "The longest time without a change, in seconds.", 300);
            ToolCommand command = new ToolCommand(
                "push",
                "Make a job, serve its images from this PC, hand it to a device, and show the progress until all targets run.",
                "job push 192.168.1.20 A=app.elf --device A=STM32L476RG --config fleet/pump-17",
                "job push 192.168.1.20 A=app.elf B=app.hex --device A=L476 --device B=U575 --token TOKEN",
                "job push @pump.rsp A=app.elf                 the other arguments are in the file pump.rsp, one or more on a line")
            {
                host,
            };
            options.AddTo(command);
            command.Options.Add(token);
            command.Options.Add(port);
            command.Options.Add(patience);
            command.SetAction(async (parsed, stop) =>
            {
                using DeviceClient device = new DeviceClient(parsed.GetValue(host));
                JobRequest request = options.Read(parsed);
                string shown = parsed.GetValue(token) ?? request.Board?.Token ?? Environment.GetEnvironmentVariable(TokenVariable);
                await Push(device, request, shown, parsed.GetValue(port) ?? 0, TimeSpan.FromSeconds(parsed.GetValue(patience).Value), parsed.InvocationConfiguration.Output, stop);
                return 0;
            });
            return command;
        }

        private static async Task Push(DeviceClient device, JobRequest request, string token, int port, TimeSpan patience, TextWriter output, CancellationToken stop)
        {
            DeviceStatus status = await device.Status(stop);
            request.For ??= new[] { status.Device };
            request.Number = request.Number > 0 ? request.Number : Math.Max(request.Folder.LastNumber, status.Highest) + 1;
            using ImageServer server = new ImageServer(request.Folder.PathOf(string.Empty), device.LocalAddress(), port);
            MadeJob job = new JobMaker(request, server.Url, output).Make();
            bool isTerminal = output == Console.Out && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
            IPushView view = isTerminal ? new BarView() : new LineView(output);
            await new JobPush(device, server, view, patience).Run(job, token, stop);

            // The folder has the last job that worked: the targets have its images, and they can be restored.
            request.Folder.Publish(job);
        }
    }
}
