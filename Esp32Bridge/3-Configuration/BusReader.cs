using Esp32Bridge.Board;
using Esp32Bridge.Json;

namespace Esp32Bridge.Configuration
{
    /// <summary>Reads the bus of a target. Targets on the same bus have the same pins, but for the select pin of SPI.</summary>
    internal sealed class BusReader
    {
        private const int LongestBus = 32;
        private const int SlowestSpi = 100000;
        private const int FastestSpi = 8000000;

        // Those below are reserved by the I2C standard; STM32WBA2 uses one of those above.
        private const uint FirstAddress = 0x08;
        private const uint LastAddress = 0x7F;

        private readonly TargetDescription[] _targets;
        private readonly PinTable _pins;

        /// <summary>Creates the reader.</summary>
        /// <param name="targets">The targets that have been read, and null for the others.</param>
        /// <param name="pins">The pins that they use.</param>
        internal BusReader(TargetDescription[] targets, PinTable pins)
        {
            _targets = targets;
            _pins = pins;
        }

        /// <summary>Refuses fields that mean nothing for a target.</summary>
        /// <param name="fields">The fields of the target.</param>
        /// <param name="isAllowed">Whether they mean something.</param>
        /// <param name="names">Their names.</param>
        /// <param name="expected">What they are for.</param>
        /// <param name="got">What the target has instead, or null for nothing.</param>
        /// <exception cref="JsonException">The target has one of them.</exception>
        internal static void Refuse(JsonFields fields, bool isAllowed, string[] names, string expected, string got)
        {
            for (int i = 0; !isAllowed && i < names.Length; i++)
            {
                if (fields.Has(names[i]))
                {
                    throw fields.Error(names[i], expected, got == null ? "a target without one" : got);
                }
            }
        }

        /// <summary>Reads the fields of a bus, if there is one.</summary>
        /// <param name="fields">The fields of a target.</param>
        /// <param name="target">The target, which gets the bus.</param>
        /// <exception cref="JsonException">A field is not valid.</exception>
        internal void Read(JsonFields fields, TargetDescription target)
        {
            string bus = fields.Has("bus") ? fields.Text("bus", LongestBus) : null;
            bool isI2c = bus == "I2C1" || bus == "I2C2";
            bool isSpi = bus == "SPI1" || bus == "SPI2";
            if (bus != null && !isI2c && !isSpi)
            {
                throw fields.Error("bus", "I2C1 or I2C2 or SPI1 or SPI2", ValueText.Of(bus));
            }

            Refuse(fields, isI2c, new string[] { "sda", "scl", "address" }, "a bus I2C1 or I2C2", bus);
            Refuse(fields, isSpi, new string[] { "mosi", "miso", "sck", "nss" }, "a bus SPI1 or SPI2", bus);
            Refuse(fields, bus != null, new string[] { "rate" }, "a bus", bus);
            if (isI2c)
            {
                target.I2c = ReadI2c(fields, target.Name, bus);
            }
            else if (isSpi)
            {
                target.Spi = ReadSpi(fields, target.Name, bus);
            }
        }

        private I2cWiring ReadI2c(JsonFields fields, string target, string bus)
        {
            I2cWiring other = null;
            for (int i = 0; i < _targets.Length; i++)
            {
                other = _targets[i] != null && _targets[i].I2c != null && _targets[i].I2c.BusName == bus ? _targets[i].I2c : other;
            }

            I2cWiring wiring = other == null
                ? new I2cWiring(bus, _pins.Output(fields, target, "sda"), _pins.Output(fields, target, "scl"))
                : new I2cWiring(bus, Shared(fields, "sda", other.DataPin), Shared(fields, "scl", other.ClockPin));
            wiring.Address = fields.Has("address") ? Address(fields) : 0;
            for (int i = 0; i < _targets.Length; i++)
            {
                if (wiring.Address != 0 && _targets[i] != null && _targets[i].I2c != null && _targets[i].I2c.BusName == bus && _targets[i].I2c.Address == wiring.Address)
                {
                    throw fields.Error("address", "each address once on a bus", "0x" + wiring.Address.ToString("X2") + " again");
                }
            }

            wiring.Rate = fields.Has("rate") ? I2cRate(fields) : wiring.Rate;
            return wiring;
        }

        private SpiWiring ReadSpi(JsonFields fields, string target, string bus)
        {
            SpiWiring other = null;
            for (int i = 0; i < _targets.Length; i++)
            {
                other = _targets[i] != null && _targets[i].Spi != null && _targets[i].Spi.BusName == bus ? _targets[i].Spi : other;
            }

            int select = _pins.Output(fields, target, "nss");
            SpiWiring wiring = other == null
                ? new SpiWiring(bus, _pins.Output(fields, target, "mosi"), _pins.Input(fields, target, "miso"), _pins.Output(fields, target, "sck"), select)
                : new SpiWiring(bus, Shared(fields, "mosi", other.MosiPin), Shared(fields, "miso", other.MisoPin), Shared(fields, "sck", other.ClockPin), select);
            wiring.Rate = fields.Has("rate") ? fields.Number("rate", SlowestSpi, FastestSpi) : wiring.Rate;
            return wiring;
        }

        private static int Shared(JsonFields fields, string name, int pin)
        {
            int number = fields.Number(name, 0, byte.MaxValue);
            return number == pin ? pin : throw fields.Error(name, pin + " as the other target on this bus", number.ToString());
        }

        private static int Address(JsonFields fields)
        {
            uint address = fields.Hex("address", LastAddress);
            return address >= FirstAddress ? (int)address : throw fields.Error("address", "0x08 to 0x7F: 7 bits without that of reading", "0x" + address.ToString("X2"));
        }

        private static int I2cRate(JsonFields fields)
        {
            int rate = fields.Number("rate", 100000, 1000000);
            return rate == 100000 || rate == 400000 || rate == 1000000 ? rate : throw fields.Error("rate", "100000 or 400000 or 1000000 (Hz)", rate.ToString());
        }
    }
}
