using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    [TestClass]
    public class Crc32Tests
    {
        [TestMethod]
        public void The_CRC_is_that_of_IEEE_802_3()
        {
            byte[] check = System.Text.Encoding.UTF8.GetBytes("x123456789x");

            Assert.AreEqual(0xCBF43926u, Crc32.Compute(check, 1, 9));
            Assert.AreEqual(0u, Crc32.Compute(check, 3, 0));
        }

        [TestMethod]
        public void Every_bit_of_every_byte_counts()
        {
            byte[] all = new byte[256];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = (byte)i;
            }

            Assert.AreEqual(0x29058C73u, Crc32.Compute(all, 0, all.Length));
        }
    }
}
