using System.Text;
using Esp32Bridge.Transfers;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>The CRC of a packet, compared with published values.</summary>
    [TestClass]
    public class Crc16Tests
    {
        // "123456789" is the check value of CRC-16/XMODEM in the catalogue of parametrised CRC algorithms.
        [DataRow("", 0x0000)]
        [DataRow("123456789", 0x31C3)]
        [DataRow("A", 0x58E5)]
        public void The_CRC_is_that_of_XMODEM(string text, int crc)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);

            Assert.AreEqual(crc, (int)Crc16.Compute(bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void Only_the_bytes_of_the_range_count()
        {
            byte[] bytes = Encoding.UTF8.GetBytes("xx123456789y");

            Assert.AreEqual(0x31C3, (int)Crc16.Compute(bytes, 2, 9));
        }
    }
}
