using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>
    /// The port has no script: a byte to the part, which would then wait for the rest of a frame, throws a different exception.
    /// </summary>
    [TestClass]
    public class ArgumentTests
    {
        [DataRow(0)]
        [DataRow(-1)]
        [DataRow(257)]
        public void Read_refuses_a_count_outside_1_to_256_before_it_sends(int count)
        {
            Refuses(link => new BootloaderClient(link).ReadMemory(0x08000000, new byte[300], 0, count));
        }

        [DataRow(0)]
        [DataRow(-4)]
        [DataRow(3)]
        [DataRow(6)]
        [DataRow(255)]
        [DataRow(260)]
        public void Write_refuses_a_count_that_is_not_a_multiple_of_4_from_4_to_256_before_it_sends(int count)
        {
            Refuses(link => new BootloaderClient(link).WriteMemory(0x08000000, new byte[300], 0, count));
        }

        [DataRow(0, 0)]
        [DataRow(0, 129)]
        [DataRow(0, -1)]
        [DataRow(-1, 1)]
        [DataRow(256, 1)]
        [DataRow(129, 128)]
        public void Erase_refuses_page_numbers_above_255_before_it_sends(int first, int count)
        {
            Refuses(link => new BootloaderClient(link).Erase(first, count, 0, 1000));
        }

        [DataRow(0, 0)]
        [DataRow(0, 129)]
        [DataRow(0, -1)]
        [DataRow(-1, 1)]
        [DataRow(0xFFF0, 1)]
        [DataRow(0xFFEF, 2)]
        public void Extended_Erase_refuses_long_lists_and_the_special_codes_before_it_sends(int first, int count)
        {
            Refuses(link => new BootloaderClient(link).ExtendedErase(first, count, 0, 1000));
        }

        [DataRow(0)]
        [DataRow(-1)]
        public void Get_Checksum_refuses_a_count_below_1_before_it_sends(int words)
        {
            Refuses(link => new BootloaderClient(link).GetChecksum(0x08000000, words, 0, 0, 1000));
        }

        [DataRow(0)]
        [DataRow(257)]
        public void Write_Protect_refuses_a_list_outside_1_to_256_sectors_before_it_sends(int count)
        {
            Refuses(link => new ProtectionClient(link).WriteProtect(new byte[count]));
        }

        [TestMethod]
        public void Special_refuses_more_than_128_bytes_before_it_sends()
        {
            Refuses(link => new SpecialClient(link).Special(1, new byte[129]));
        }

        [TestMethod]
        public void Extended_Special_refuses_packets_that_are_too_long_before_it_sends()
        {
            Refuses(link => new SpecialClient(link).ExtendedSpecial(1, new byte[129], new byte[0]));
            Refuses(link => new SpecialClient(link).ExtendedSpecial(1, new byte[0], new byte[1025]));
        }

        private static void Refuses(Talk talk)
        {
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => talk(new BootloaderLink(new UsartLine(new ScriptedPort()))));
        }
    }
}
