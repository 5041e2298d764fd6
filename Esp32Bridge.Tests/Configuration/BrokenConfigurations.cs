using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>Configurations with random damage.</summary>
    public static class BrokenConfigurations
    {
        /// <summary>Reads broken configurations. Each must be refused as documented, or obey the ranges.</summary>
        /// <param name="seed">The seed of the damage.</param>
        /// <param name="count">How many.</param>
        /// <returns>How many were accepted.</returns>
        public static int Read(uint seed, int count)
        {
            string[] good = new string[]
            {
                Configurations.With(null, null),
                Configurations.With("targets", "[" + Configurations.Target(1, "applicationBaud", null) + "]"),
                "{\"devices\":[" + Configurations.BareDevice("freeRam", "\"0x20001000\"") + "]}",
                "{\"targets\":[{\"name\":\"A\",\"boot0\":27,\"reset\":33,\"bus\":\"I2C1\",\"sda\":21,\"scl\":22,\"rate\":400000,\"address\":\"0x43\"},{\"name\":\"B\",\"boot0\":32,\"reset\":4,\"bus\":\"I2C1\",\"sda\":21,\"scl\":22}]}",
                "{\"targets\":[{\"name\":\"A\",\"boot0\":27,\"reset\":33,\"bus\":\"SPI2\",\"mosi\":23,\"miso\":34,\"sck\":18,\"nss\":13}]}",
                "{\n  \"device\" : \"pump-17\",\n  \"interval\" : 5,\n  \"port\" : 0\n}\n",
            };
            Mutator mutator = new Mutator(good, seed);
            int accepted = 0;
            for (int i = 0; i < count; i++)
            {
                accepted += ConfigurationRanges.IsAccepted(mutator.Next(), "seed " + seed + " text " + i) ? 1 : 0;
            }

            return accepted;
        }
    }
}
