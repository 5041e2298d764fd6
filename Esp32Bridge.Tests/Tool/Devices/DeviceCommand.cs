using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Esp32Bridge.Tool.Push;

namespace Esp32Bridge.Tool.Devices
{
    /// <summary>"device config" and "device status".</summary>
    public static class DeviceCommand
    {
        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        public static Command Create()
        {
            Argument<string> host = new Argument<string>("HOST") { Description = "The device: its address or its name." };
            ToolCommand status = new ToolCommand("status", "Show what a device does, and the result of its last job.", "device status 192.168.1.20", "device status pump-17.local")
            {
                host,
            };
            status.SetAction(async (parsed, stop) =>
            {
                using DeviceClient device = new DeviceClient(parsed.GetValue(host));
                Show(await device.Status(stop), parsed.InvocationConfiguration.Output);
                return 0;
            });
            return new Command("device", "Devices: their configuration and their status.") { ConfigurationCommand.Create(), status };
        }

        // Targets are shown as a table; all else is shown as the device names it.
        private static void Show(DeviceStatus status, TextWriter output)
        {
            foreach ((string name, JsonNode value) in status.Fields)
            {
                if (name == "targets")
                {
                    Array.ForEach(status.Targets, target => output.WriteLine("  " + Line(target)));
                }
                else if (value is JsonArray lines)
                {
                    output.WriteLine(name + ":");
                    lines.ToList().ForEach(line => output.WriteLine("  " + Text(line)));
                }
                else
                {
                    output.WriteLine($"{name}: {Text(value)}");
                }
            }
        }

        private static string Text(JsonNode value)
        {
            return value is JsonObject fields ? string.Join(", ", fields.Select(field => $"{field.Key} {field.Value}")) : value.ToString();
        }

        private static string Line(TargetStatus target)
        {
            string percent = target.Percent > 0 ? $" {target.Percent} %" : string.Empty;
            string program = target.Flash == "none" ? ", has no program" : string.Empty;
            string version = target.Version.Length > 0 ? $", version {target.Version}" : string.Empty;
            return $"{target.Name}: {target.State}{percent}{version}{program}{(target.Cause.Length > 0 ? ": " + target.Cause : string.Empty)}{(target.Obstacle.Length > 0 ? " " + target.Obstacle : string.Empty)}";
        }
    }
}
