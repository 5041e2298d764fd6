using System;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;

namespace Esp32Bridge.Tool.Devices
{
    /// <summary>The text of an esp32bridge.json: made from a board description, and changed field by field.</summary>
    public sealed class ConfigurationText
    {
        private static readonly JsonSerializerOptions _format = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        // The firmware accepts these as well.
        private static readonly JsonDocumentOptions _syntax = new JsonDocumentOptions { AllowTrailingCommas = true, AllowDuplicateProperties = false };
        private static readonly byte[] _byteOrderMark = { 0xEF, 0xBB, 0xBF };

        private readonly JsonObject _fields;

        private ConfigurationText(JsonObject fields)
        {
            _fields = fields;
        }

        /// <summary>Gets the name of the file with the root certificate, or null.</summary>
        public string Certificate
        {
            get { return (string)_fields["certificate"]; }
        }

        /// <summary>Makes the file for a board.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="board">The board, whose wires are in the file.</param>
        /// <returns>The file.</returns>
        public static ConfigurationText Of(string device, BoardDescription board)
        {
            return new ConfigurationText(new JsonObject
            {
                ["device"] = device,
                ["targets"] = new JsonArray(board.Targets.Select(Of).ToArray()),
            });
        }

        /// <summary>Parses a file.</summary>
        /// <param name="bytes">Its bytes.</param>
        /// <returns>The file.</returns>
        /// <exception cref="JsonException">It is not JSON.</exception>
        public static ConfigurationText Parse(byte[] bytes)
        {
            ReadOnlySpan<byte> text = bytes.AsSpan().StartsWith(_byteOrderMark) ? bytes.AsSpan(_byteOrderMark.Length) : bytes;
            return new ConfigurationText(JsonNode.Parse(text, null, _syntax) as JsonObject ?? throw new JsonException());
        }

        /// <summary>Sets a field.</summary>
        /// <param name="path">The field: "interval", or "targets.A.tx" and "devices.0x435.ram" for an element of a list.</param>
        /// <param name="value">JSON, or anything else as text; an empty text removes the field.</param>
        /// <exception cref="UsageException">The path leads through something that has no fields.</exception>
        public void Set(string path, string value)
        {
            string[] steps = path.Split('.');
            JsonNode place = _fields;
            for (int i = 0; i < steps.Length - 1; i++)
            {
                place = Enter(place, steps, i);
            }

            JsonObject parent = place as JsonObject ?? throw NoField(steps, steps.Length - 1);
            if (value.Length == 0)
            {
                parent.Remove(steps[^1]);
            }
            else
            {
                parent[steps[^1]] = ValueOf(value);
            }
        }

        /// <summary>Sets the keys that may sign jobs.</summary>
        /// <param name="keys">The public keys, as texts.</param>
        public void SetKeys(string[] keys)
        {
            _fields["keys"] = JsonSerializer.SerializeToNode(keys);
        }

        /// <summary>Writes the file.</summary>
        /// <returns>Its bytes.</returns>
        public byte[] ToBytes()
        {
            return JsonSerializer.SerializeToUtf8Bytes(_fields, _format);
        }

        private static JsonNode Of(TargetDescription target)
        {
            JsonObject fields = new JsonObject { ["name"] = target.Name };
            if (target.Uart != null)
            {
                fields["uart"] = target.Uart.PortName;
                fields["tx"] = target.Uart.TransmitPin;
                fields["rx"] = target.Uart.ReceivePin;
            }

            fields["boot0"] = target.Boot0Pin;
            fields["reset"] = target.ResetPin;
            if (target.I2c != null)
            {
                fields["bus"] = target.I2c.BusName;
                fields["sda"] = target.I2c.DataPin;
                fields["scl"] = target.I2c.ClockPin;
                fields["rate"] = target.I2c.Rate;
            }
            else if (target.Spi != null)
            {
                fields["bus"] = target.Spi.BusName;
                fields["mosi"] = target.Spi.MosiPin;
                fields["miso"] = target.Spi.MisoPin;
                fields["sck"] = target.Spi.ClockPin;
                fields["nss"] = target.Spi.SelectPin;
                fields["rate"] = target.Spi.Rate;
            }

            if (target.Uart != null)
            {
                fields["bootloaderBaud"] = target.BootloaderBaudRate;
            }

            if (target.I2c != null && target.I2c.Address != 0)
            {
                fields["address"] = "0x" + target.I2c.Address.ToString("X2", CultureInfo.InvariantCulture);
            }

            return fields;
        }

        // An element of a list is found by its name, a part by its device id. A missing one is added.
        private static JsonNode Enter(JsonNode place, string[] steps, int index)
        {
            string step = steps[index];
            if (place is JsonArray list)
            {
                string key = steps[index - 1] == "devices" ? "id" : "name";
                JsonNode entry = list.FirstOrDefault(candidate => (candidate as JsonObject)?[key]?.ToString() == step);
                if (entry == null)
                {
                    entry = new JsonObject { [key] = step };
                    list.Add(entry);
                }

                return entry;
            }

            JsonObject fields = place as JsonObject ?? throw NoField(steps, index);
            return fields[step] ??= step is "targets" or "devices" ? new JsonArray() : new JsonObject();
        }

        private static UsageException NoField(string[] steps, int index)
        {
            return new UsageException($"'{string.Join('.', steps[..index])}' has no field '{steps[index]}'.");
        }

        private static JsonNode ValueOf(string text)
        {
            try
            {
                return JsonNode.Parse(text);
            }
            catch (JsonException)
            {
                return text;
            }
        }
    }
}
