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
        private const int UsualBaudRate = 115200;
        private const int FirstBridgePort = 2001;

        private readonly string[] _fields = new string[]
        {
            "name", "uart", "tx", "rx", "boot0", "reset", "boot0ActiveHigh", "resetActiveHigh", "bootloaderBaud", "applicationBaud", "bridgePort",
            "bus", "sda", "scl", "mosi", "miso", "sck", "nss", "address", "rate",
        };

        private readonly PinTable _pins;
        private TargetDescription[] _targets;

        /// <summary>Creates the reader.</summary>
        /// <param name="log">Receives warnings about pins that can cause trouble.</param>
        internal TargetReader(ILog log)
        {
            _pins = new PinTable(log);
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
            bool hasBus = fields.Has("bus");
            UartWiring uart = hasBus && !fields.Has("uart") ? null : new UartWiring(Uart(fields), _pins.Output(fields, name, "tx"), _pins.Input(fields, name, "rx"));
            BusReader.Refuse(fields, uart != null, new string[] { "tx", "rx", "bootloaderBaud", "applicationBaud", "bridgePort" }, "a target with a UART", null);
            TargetDescription target = new TargetDescription(name, uart, _pins.Output(fields, name, "boot0"), _pins.Output(fields, name, "reset"))
            {
                Boot0ActiveHigh = fields.Flag("boot0ActiveHigh", true),
                ResetActiveHigh = fields.Flag("resetActiveHigh", false),
                BootloaderBaudRate = BaudRate(fields, "bootloaderBaud"),
                ApplicationBaudRate = BaudRate(fields, "applicationBaud"),
                BridgePort = uart == null ? 0 : BridgePort(fields),
            };
            new BusReader(_targets, _pins).Read(fields, target);
            return target;
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
                if (_targets[i] != null && _targets[i].Uart != null && _targets[i].Uart.PortName == uart)
                {
                    throw fields.Error("uart", "each UART once", uart + " again");
                }
            }

            return uart;
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
