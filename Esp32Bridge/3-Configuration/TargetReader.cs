using System.Collections;
using Esp32Bridge.Board;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Configuration
{
    /// <summary>Reads the targets of a configuration. No name, UART or pin may be used twice.</summary>
    internal sealed class TargetReader
    {
        private const int LongestUart = 32;
        private const int LastOutput = 33;
        private const int LastPin = 39;
        private const int UsualBaudRate = 115200;
        private const int FirstBridgePort = 2001;

        private readonly string[] _fields = new string[]
        {
            "name", "uart", "tx", "rx", "boot0", "reset", "boot0ActiveHigh", "resetActiveHigh", "bootloaderBaud", "applicationBaud", "bridgePort",
        };

        // COM1 (1 and 3), the flash (6 to 11), and numbers without a pin on a classic ESP32.
        private readonly int[] _reserved = new int[] { 1, 3, 6, 7, 8, 9, 10, 11, 24, 28, 29, 30, 31 };

        private readonly bool[] _usedPins = new bool[LastPin + 1];
        private readonly ILog _log;
        private TargetDescription[] _targets;

        /// <summary>Creates the reader.</summary>
        /// <param name="log">Receives warnings about pins that can cause trouble.</param>
        internal TargetReader(ILog log)
        {
            _log = log;
        }

        /// <summary>Reads the field "targets". To be called once.</summary>
        /// <param name="file">The file.</param>
        /// <returns>The targets.</returns>
        /// <exception cref="JsonException">A target is not valid.</exception>
        internal TargetDescription[] Read(JsonFields file)
        {
            ArrayList list = file.List("targets", TargetProgrammer.MostTargets);
            _targets = new TargetDescription[list.Count];
            for (int i = 0; i < _targets.Length; i++)
            {
                try
                {
                    _targets[i] = ReadTarget(file.Child("targets", list[i]));
                }
                catch (JsonException problem)
                {
                    problem.Target = "target " + (i + 1);
                    throw problem;
                }
            }

            return _targets;
        }

        private TargetDescription ReadTarget(JsonFields fields)
        {
            fields.Allow(_fields);
            string name = Name(fields);
            UartWiring uart = new UartWiring(Uart(fields), Pin(fields, name, "tx", LastOutput), Pin(fields, name, "rx", LastPin));
            return new TargetDescription(name, uart, Pin(fields, name, "boot0", LastOutput), Pin(fields, name, "reset", LastOutput))
            {
                Boot0ActiveHigh = fields.Flag("boot0ActiveHigh", true),
                ResetActiveHigh = fields.Flag("resetActiveHigh", false),
                BootloaderBaudRate = BaudRate(fields, "bootloaderBaud"),
                ApplicationBaudRate = BaudRate(fields, "applicationBaud"),
                BridgePort = BridgePort(fields),
            };
        }

        private string Name(JsonFields fields)
        {
            string name = fields.Text("name", TargetProgrammer.LongestName);
            if (IsUsed(name))
            {
                throw fields.Error("name", "each target once", ValueText.Of(name) + " again");
            }

            return name;
        }

        private string Uart(JsonFields fields)
        {
            string uart = fields.Text("uart", LongestUart);
            if (uart != "COM2" && uart != "COM3")
            {
                throw fields.Error("uart", "COM2 or COM3", ValueText.Of(uart));
            }

            for (int i = 0; i < _targets.Length; i++)
            {
                if (_targets[i] != null && _targets[i].Uart.PortName == uart)
                {
                    throw fields.Error("uart", "each UART once", uart + " again");
                }
            }

            return uart;
        }

        private int Pin(JsonFields fields, string target, string name, int last)
        {
            int pin = fields.Number(name, 0, last);
            for (int i = 0; i < _reserved.Length; i++)
            {
                if (_reserved[i] == pin)
                {
                    throw fields.Error(name, "a pin that is free", pin + " of COM1 or of the flash or missing");
                }
            }

            if (_usedPins[pin])
            {
                throw fields.Error(name, "each pin once", pin + " again");
            }

            _usedPins[pin] = true;
            string risk = RiskOf(pin);
            if (risk != null)
            {
                _log.Write("configuration: " + target + ": " + name + " is GPIO" + pin + risk);
            }

            return pin;
        }

        // ESP32 data sheet, "Strapping Pins" and "Pin Definitions" of the modules with PSRAM.
        private static string RiskOf(int pin)
        {
            switch (pin)
            {
                case 0:
                case 2:
                case 5:
                case 12:
                case 15:
                    return ": a strapping pin of the ESP32; what is wired to it must not change its level at power-on";
                case 16:
                case 17:
                    return ": the PSRAM has it on modules with PSRAM";
                default:
                    return null;
            }
        }

        // The targets are read one after the other: those that are there already are in front of this one.
        private int BridgePort(JsonFields fields)
        {
            int index = 0;
            while (_targets[index] != null)
            {
                index++;
            }

            int port = fields.Has("bridgePort") ? fields.Number("bridgePort", 1, ushort.MaxValue) : FirstBridgePort + index;
            for (int i = 0; i < index; i++)
            {
                if (_targets[i].BridgePort == port)
                {
                    throw fields.Error("bridgePort", "each port once", port + " again");
                }
            }

            return port;
        }

        private static int BaudRate(JsonFields fields, string name)
        {
            return fields.Has(name) ? fields.Number(name, SerialFormat.MinimumBaudRate, SerialFormat.MaximumBaudRate) : UsualBaudRate;
        }

        private bool IsUsed(string name)
        {
            bool isUsed = false;
            for (int i = 0; i < _targets.Length; i++)
            {
                isUsed = isUsed || (_targets[i] != null && _targets[i].Name == name);
            }

            return isUsed;
        }
    }
}
