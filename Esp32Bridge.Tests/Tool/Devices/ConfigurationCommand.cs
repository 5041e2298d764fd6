using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tool.Keys;

namespace Esp32Bridge.Tool.Devices
{
    /// <summary>"device config": writes and checks the configuration of a device, and the list of files for nanoff.</summary>
    internal static class ConfigurationCommand
    {
        private const string DeploymentName = "deploy.json";
        private const string Drive = "I:\\";
        private const int TokenBytes = 16;

        private static readonly Argument<string> _folder = new Argument<string>("FOLDER") { Description = "The folder of the device; a new one is named like the device." };

        private static readonly Argument<string[]> _fields = new Argument<string[]>("FIELD=VALUE")
        {
            Description = "A field of esp32bridge.json and its new value; an empty value removes the field. A field of a target: targets.A.tx=25. A value that is JSON is taken as JSON, any other as text: '\"17\"' is text too.",
            Arity = ArgumentArity.ZeroOrMore,
        };

        private static readonly Option<string[]> _keys = new Option<string[]>("--key") { Description = "Who may sign jobs: one or two PEM files, with the private or the public key. They replace the present keys.", HelpName = "FILE" };
        private static readonly Option<string> _port = new Option<string>("--serialport") { Description = "The port of the ESP32, for nanoff.", HelpName = "PORT" };

        /// <summary>Creates the command.</summary>
        /// <returns>The command.</returns>
        internal static Command Create()
        {
            ToolCommand command = new ToolCommand(
                "config",
                $"Write and check {ConfigurationFile.Name}, with the firmware's own checks, and {DeploymentName} for nanoff. A new file has a token. A file with an error is not written.",
                "device config fleet/pump-17 --key job.pem manifest=http://ota.example.com/{device}/job.json fleet=pumps",
                "device config fleet/pump-17 interval=30 bridge=true targets.B.bootloaderBaud=57600 --serialport COM5",
                "device config fleet/pump-17                  checks it")
            {
                _folder,
                _fields,
                _keys,
                _port,
            };
            command.SetAction(parsed => Run(parsed, parsed.InvocationConfiguration.Output));
            return command;
        }

        private static void Run(ParseResult parsed, TextWriter output)
        {
            string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(_folder)));
            string file = Path.Combine(folder, ConfigurationFile.Name);
            byte[] old = File.Exists(file) ? File.ReadAllBytes(file) : null;
            byte[] changed = Change(parsed, folder, old);
            BoardDescription board = ConfigurationFolder.Check(folder, changed, new OutputLog(output));
            Tell(board, output);
            Directory.CreateDirectory(folder);
            if (old == null || !old.AsSpan().SequenceEqual(changed))
            {
                File.WriteAllBytes(file, changed);
                output.WriteLine("written: " + file);
            }

            string deployment = Path.Combine(folder, DeploymentName);
            string port = parsed.GetValue(_port) ?? PortIn(deployment);
            File.WriteAllBytes(deployment, Deployment(folder, changed, port));
            output.WriteLine("written: " + deployment);
            output.WriteLine($"next: nanoff --filedeployment \"{deployment}\"{(port == null ? " --serialport COM5" : string.Empty)}");
        }

        private static byte[] Change(ParseResult parsed, string folder, byte[] old)
        {
            string[] keys = parsed.GetValue(_keys) ?? Array.Empty<string>();
            Assignment[] fields = (parsed.GetValue(_fields) ?? Array.Empty<string>()).Select(text => Assignment.Parse(text, "FIELD=VALUE", true)).ToArray();
            if (old != null && keys.Length == 0 && fields.Length == 0)
            {
                return old;
            }

            ConfigurationText text = old == null ? New(Path.GetFileName(folder)) : Parse(folder, old);
            if (keys.Length > 0)
            {
                text.SetKeys(keys.Select(JobKey.PublicTextOf).ToArray());
            }

            Array.ForEach(fields, field => text.Set(field.Name, field.Value));
            return text.ToBytes();
        }

        private static ConfigurationText New(string device)
        {
            ConfigurationText text = ConfigurationText.Of(device, ShippedBoard.Create());
            text.Set("token", JsonValue.Create(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))).ToJsonString());
            return text;
        }

        private static ConfigurationText Parse(string folder, byte[] old)
        {
            try
            {
                return ConfigurationText.Parse(old);
            }
            catch (JsonException)
            {
                // The firmware reports what is wrong with it.
                ConfigurationFolder.Check(folder, old, new OutputLog(TextWriter.Null));
                throw;
            }
        }

        private static void Tell(BoardDescription board, TextWriter output)
        {
            output.WriteLine($"jobs: {board.ManifestUrl ?? board.HawkBitUrl} every {board.PollInterval / 1000} s, for {board.DeviceName}{(board.Fleet == null ? string.Empty : " or " + board.Fleet)}");
            output.WriteLine(board.Keys.Length == 0 ? "keys: none: the device takes no job. Give one: --key job.pem" : "keys: " + board.Keys.Length);
            output.WriteLine(board.HttpPort == 0 ? "web server: none" : $"web server: port {board.HttpPort}, {(board.Token == null ? "without a token: it takes no job from job push" : "with a token")}");
            foreach (TargetDescription target in board.Targets)
            {
                string bridge = board.HasBridge && target.BridgePort != 0 ? $", bridge at port {target.BridgePort}" : string.Empty;
                output.WriteLine($"target {target.Name}: {Line(target)}, BOOT0 {target.Boot0Pin}, NRST {target.ResetPin}, up to {Rate(target)}{bridge}");
            }
        }

        private static string Line(TargetDescription target)
        {
            string uart = target.Uart == null ? string.Empty : $"{target.Uart.PortName}, TX {target.Uart.TransmitPin}, RX {target.Uart.ReceivePin}";
            string bus = target.I2c != null ? $"{target.I2c.BusName}, SDA {target.I2c.DataPin}, SCL {target.I2c.ClockPin}{(target.I2c.Address == 0 ? string.Empty : $", address 0x{target.I2c.Address:X2}")}"
                : target.Spi != null ? $"{target.Spi.BusName}, MOSI {target.Spi.MosiPin}, MISO {target.Spi.MisoPin}, SCK {target.Spi.ClockPin}, NSS {target.Spi.SelectPin}"
                : string.Empty;
            return bus.Length > 0 && uart.Length > 0 ? bus + "; " + uart : bus + uart;
        }

        private static string Rate(TargetDescription target)
        {
            return target.I2c != null ? target.I2c.Rate + " Hz" : target.Spi != null ? target.Spi.Rate + " Hz" : target.BootloaderBaudRate + " baud";
        }

        private static string PortIn(string deployment)
        {
            try
            {
                return File.Exists(deployment) ? (string)JsonNode.Parse(File.ReadAllBytes(deployment))["serialport"] : null;
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw new ToolException("read " + deployment, "the list of files that the tool has made", "another text", "Delete it. The tool makes a new one.", error);
            }
        }

        // The format of nanoff's FileDeploymentManager. It needs absolute paths.
        private static byte[] Deployment(string folder, byte[] configuration, string port)
        {
            string certificate = ConfigurationText.Parse(configuration).Certificate;
            JsonObject deployment = new JsonObject();
            if (port != null)
            {
                deployment["serialport"] = port;
            }

            deployment["files"] = new JsonArray(new[] { ConfigurationFile.Name, certificate }.Where(name => name != null)
                .Select(name => (JsonNode)new JsonObject { ["DestinationFilePath"] = Drive + name, ["SourceFilePath"] = Path.Combine(folder, name) })
                .ToArray());
            return JsonSerializer.SerializeToUtf8Bytes(deployment, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" });
        }
    }
}
