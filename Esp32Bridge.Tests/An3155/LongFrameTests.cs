using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class LongFrameTests
    {
        [TestMethod]
        public void Write_carries_256_bytes_with_the_checksum_of_all()
        {
            byte[] data = new byte[300];
            int checksum = 0xFF;
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)((i * 7) + (i >> 3));
                checksum ^= i >= 20 && i < 276 ? data[i] : 0;
            }

            ScriptedPort port = new ScriptedPort().On("31 CE", "79").On("08 01 FF 00 F6", "79")
                .On("FF " + Hex.ToText(data, 20, 256) + " " + Hex.ToText(new byte[] { (byte)checksum }, 0, 1), "79");

            ClientOf(port).WriteMemory(0x0801FF00, data, 20, 256);

            port.Verify();
        }

        [TestMethod]
        public void Read_takes_256_bytes()
        {
            byte[] data = new byte[256];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(255 - i);
            }

            byte[] buffer = new byte[256];
            ScriptedPort port = new ScriptedPort().On("11 EE", "79").On("08 00 00 00 08", "79").On("FF 00", "79 " + Hex.ToText(data, 0, 256));

            ClientOf(port).ReadMemory(0x08000000, buffer, 0, 256);

            Assert.AreEqual(Hex.ToText(data, 0, 256), Hex.ToText(buffer, 0, 256));
            port.Verify();
        }

        [TestMethod]
        public void Read_takes_a_single_byte()
        {
            byte[] buffer = new byte[1];
            ScriptedPort port = new ScriptedPort().On("11 EE", "79").On("FF FF FF FE 01", "79").On("00 FF", "79 A5");

            ClientOf(port).ReadMemory(0xFFFFFFFE, buffer, 0, 1);

            Assert.AreEqual((byte)0xA5, buffer[0]);
        }

        [TestMethod]
        public void Erase_lists_up_to_128_pages_and_the_last_one_is_255()
        {
            ScriptedPort port = new ScriptedPort().On("43 BC", "79").On("7F" + Pages(128, 128, false) + " 7F", "79");

            ClientOf(port).Erase(128, 128, 0, 1000);

            port.Verify();
        }

        [TestMethod]
        public void Erase_lists_a_single_page()
        {
            ScriptedPort port = new ScriptedPort().On("43 BC", "79").On("00 FF FF", "79");

            ClientOf(port).Erase(255, 1, 0, 1000);

            port.Verify();
        }

        [TestMethod]
        public void Extended_Erase_lists_up_to_128_pages_of_two_bytes()
        {
            ScriptedPort port = new ScriptedPort().On("44 BB", "79").On("00 7F" + Pages(0x1C0, 128, true) + " 7F", "79");

            ClientOf(port).ExtendedErase(0x1C0, 128, 0, 1000);

            port.Verify();
        }

        [TestMethod]
        public void Extended_Erase_lists_the_highest_page_number_below_the_special_codes()
        {
            ScriptedPort port = new ScriptedPort().On("44 BB", "79").On("00 00 FF EF 10", "79");

            ClientOf(port).ExtendedErase(0xFFEF, 1, 0, 1000);

            port.Verify();
        }

        [TestMethod]
        public void Write_Protect_carries_256_sectors()
        {
            byte[] sectors = new byte[256];
            for (int i = 0; i < sectors.Length; i++)
            {
                sectors[i] = (byte)i;
            }

            ScriptedPort port = new ScriptedPort().On("63 9C", "79").On("FF " + Hex.ToText(sectors, 0, 256) + " FF", "79");

            new ProtectionClient(new BootloaderLink(new UsartLine(port))).WriteProtect(sectors);

            port.Verify();
        }

        [TestMethod]
        public void Special_carries_128_bytes()
        {
            byte[] data = new byte[128];
            data[0] = 0x81;
            data[127] = 0x42;
            ScriptedPort port = new ScriptedPort().On("50 AF", "79").On("FF FF 00", "79")
                .On("00 80 " + Hex.ToText(data, 0, 128) + " 43", "79 00 00 00 00 79");

            new SpecialClient(new BootloaderLink(new UsartLine(port))).Special(0xFFFF, data);

            port.Verify();
        }

        [TestMethod]
        public void Extended_Special_carries_1024_bytes_in_its_second_packet()
        {
            byte[] data = new byte[1024];
            data[1023] = 0x42;
            ScriptedPort port = new ScriptedPort().On("51 AE", "79").On("00 01 01", "79").On("00 00 00", "79")
                .On("04 00 " + Hex.ToText(data, 0, 1024) + " 46", "79 00 00 79");

            new SpecialClient(new BootloaderLink(new UsartLine(port))).ExtendedSpecial(1, new byte[0], data);

            port.Verify();
        }

        private static string Pages(int first, int count, bool isWide)
        {
            string text = string.Empty;
            for (int page = first; page < first + count; page++)
            {
                byte[] number = new byte[] { (byte)(page >> 8), (byte)page };
                text += " " + (isWide ? Hex.ToText(number, 0, 2) : Hex.ToText(number, 1, 1));
            }

            return text;
        }

        private static BootloaderClient ClientOf(ScriptedPort port)
        {
            return new BootloaderClient(new BootloaderLink(new UsartLine(port)));
        }
    }
}
