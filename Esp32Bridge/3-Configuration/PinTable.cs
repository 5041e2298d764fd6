using Esp32Bridge.Json;
using Esp32Bridge.Logging;

namespace Esp32Bridge.Configuration
{
    /// <summary>The pins of a classic ESP32 that the targets of a configuration use. No pin is used twice.</summary>
    internal sealed class PinTable
    {
        private const int LastOutput = 33;
        private const int LastPin = 39;

        // COM1 (1 and 3), the flash (6 to 11), and numbers without a pin on a classic ESP32.
        private readonly int[] _reserved = new int[] { 1, 3, 6, 7, 8, 9, 10, 11, 24, 28, 29, 30, 31 };

        private readonly bool[] _used = new bool[LastPin + 1];
        private readonly ILog _log;

        /// <summary>Creates a table in which no pin is used.</summary>
        /// <param name="log">Receives warnings about pins that can cause trouble.</param>
        internal PinTable(ILog log)
        {
            _log = log;
        }

        /// <summary>Reads the number of a pin that can drive its line, and notes that it is used.</summary>
        /// <param name="fields">The fields of a target.</param>
        /// <param name="target">The target's name.</param>
        /// <param name="name">The name of the field.</param>
        /// <returns>The GPIO.</returns>
        /// <exception cref="JsonException">There is no such pin, or it is used.</exception>
        internal int Output(JsonFields fields, string target, string name)
        {
            return Pin(fields, target, name, LastOutput);
        }

        /// <summary>Reads the number of a pin that may be only an input, and notes that it is used.</summary>
        /// <param name="fields">The fields of a target.</param>
        /// <param name="target">The target's name.</param>
        /// <param name="name">The name of the field.</param>
        /// <returns>The GPIO.</returns>
        /// <exception cref="JsonException">There is no such pin, or it is used.</exception>
        internal int Input(JsonFields fields, string target, string name)
        {
            return Pin(fields, target, name, LastPin);
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

            if (_used[pin])
            {
                throw fields.Error(name, "each pin once", pin + " again");
            }

            _used[pin] = true;
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
    }
}
