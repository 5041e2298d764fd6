using System;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The name of a part and of the line to its bootloader: "L476" on a UART, "L476/I2C", "L476/SPI".</summary>
    public static class TrialPart
    {
        /// <summary>What follows the name of a part on I2C.</summary>
        public const string OnI2c = "/I2C";

        /// <summary>What follows the name of a part on SPI.</summary>
        public const string OnSpi = "/SPI";

        /// <summary>Makes the part.</summary>
        /// <param name="name">Its name, with or without a line.</param>
        /// <returns>The part.</returns>
        public static Stm32Part Create(string name)
        {
            return Stm32Parts.Create(WithoutLine(name));
        }

        /// <summary>Gives the line.</summary>
        /// <param name="name">The name of the part.</param>
        /// <returns>The line.</returns>
        public static LineKind KindOf(string name)
        {
            return name.EndsWith(OnI2c, StringComparison.Ordinal) ? LineKind.I2c : name.EndsWith(OnSpi, StringComparison.Ordinal) ? LineKind.Spi : LineKind.Usart;
        }

        /// <summary>Gives the name of the part alone.</summary>
        /// <param name="name">The name.</param>
        /// <returns>The name without the line.</returns>
        public static string WithoutLine(string name)
        {
            return name.Split('/')[0];
        }

        /// <summary>Lists the lines of a part.</summary>
        /// <param name="name">The name of the part alone.</param>
        /// <returns>The names of the part on each of its lines, the UART first.</returns>
        public static string[] LinesOf(string name)
        {
            Stm32Part part = Stm32Parts.Create(name);
            string[] names = { name, part.I2cAddress == 0 ? null : name + OnI2c, part.SpiVersion == 0 ? null : name + OnSpi };
            return Array.FindAll(names, one => one != null);
        }
    }
}
