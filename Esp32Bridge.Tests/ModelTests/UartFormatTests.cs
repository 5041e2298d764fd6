using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    [TestClass]
    public class UartFormatTests
    {
        [DataRow(115200, 115200, true)]
        [DataRow(115200, 118000, true)]
        [DataRow(115200, 112400, true)]
        [DataRow(115200, 119000, false)]
        [DataRow(115200, 57600, false)]
        public void Rates_match_within_2_5_percent(int one, int other, bool matches)
        {
            Assert.AreEqual(matches, new UartFormat(one, UartParity.Even).Matches(other));
        }

        [DataRow(57600)]
        [DataRow(230400)]
        [DataRow(9600)]
        public void At_another_rate_a_byte_is_corrupted(int baudRate)
        {
            byte[] received = new UartFormat(115200, UartParity.Even).Sample(0x7F, new UartFormat(baudRate, UartParity.Even));

            Assert.IsFalse(received.Length == 1 && received[0] == 0x7F);
        }

        [TestMethod]
        public void With_another_parity_a_byte_is_corrupted()
        {
            byte[] received = new UartFormat(115200, UartParity.None).Sample((byte)'a', new UartFormat(115200, UartParity.Even));

            Assert.IsFalse(received.Length == 1 && received[0] == (byte)'a');
        }

        [TestMethod]
        public void In_the_same_format_every_byte_arrives_unchanged()
        {
            UartFormat format = new UartFormat(115200, UartParity.Even);
            for (int value = 0; value < 256; value++)
            {
                byte[] received = format.Sample((byte)value, format);
                Assert.IsTrue(received.Length == 1 && received[0] == value);
            }
        }

        [TestMethod]
        public void A_frame_has_ten_or_eleven_bits()
        {
            Assert.AreEqual(95L, new UartFormat(115200, UartParity.Even).ByteTime);
            Assert.AreEqual(1041L, new UartFormat(9600, UartParity.None).ByteTime);
        }
    }
}
