using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The bootloader over I2C (AN4221): the exchanges of the commands.</summary>
    [TestClass]
    public class I2cModelTests
    {
        private const string Erased = "FF FF FF FF";

        [DataRow("F407", "79 0B 10 00 01 02 11 21 31 44 63 73 82 92 79", 13)]
        [DataRow("F411", "79 11 11 00 01 02 11 21 31 44 63 73 82 92 32 45 64 74 83 93 79", 19)]
        [DataRow("L432", "79 12 12 00 01 02 11 21 31 44 63 73 82 92 32 45 64 74 83 93 A1 79", 20)]
        [DataRow("H563", "79 0F 20 00 01 02 11 21 31 44 50 63 73 32 45 64 74 A1 79", 17)]
        public void Get_lists_the_commands_in_one_transfer(string name, string answer, int length)
        {
            Assert.AreEqual(answer, HostOf(name).Say("00 FF/R1/R" + length + "/R1"));
        }

        [TestMethod]
        public void Get_Version_answers_one_byte_and_Get_ID_three()
        {
            I2cHost host = HostOf("L476");

            Assert.AreEqual("79 12 79", host.Say("01 FE/R1/R1/R1"));
            Assert.AreEqual("79 01 04 15 79", host.Say("02 FD/R1/R3/R1"));
        }

        [TestMethod]
        public void Pages_are_erased_by_a_frame_with_their_number_and_one_with_the_list()
        {
            I2cHost host = HostWithData("L432");

            Assert.AreEqual("79 79 79", host.Say("44 BB/R1/00 01 01/R1/00 01 00 02 03/R1"));
            Assert.AreEqual("79 79 79 " + Erased, host.Say("11 EE/R1/08 00 08 00 00/R1/03 FC/R1/R4"));
            Assert.AreEqual("79 79 79 01 02 03 04", host.Say("11 EE/R1/08 00 00 00 08/R1/03 FC/R1/R4"));
        }

        [TestMethod]
        public void The_checksum_of_the_list_leaves_the_number_out()
        {
            Assert.AreEqual("79 79 1F", HostOf("L432").Say("44 BB/R1/00 01 01/R1/00 01 00 02 02/R1"));
            Assert.AreEqual("79 1F 79", HostOf("L432").Say("44 BB/R1/00 01 00/R1/44 BB/R1"));
        }

        [DataRow("L432", "FF FF 00", "79 79")]
        [DataRow("L476", "FF FE 01", "79 79")]
        [DataRow("L496", "FF FE 01", "79 1F")]
        [DataRow("L432", "FF FF 01", "79 1F")]
        [DataRow("L432", "FF F0 0F", "79 1F")]
        public void A_special_erase_has_no_list(string name, string frame, string answers)
        {
            Assert.AreEqual(answers, HostOf(name).Say("44 BB/R1/" + frame + "/R1"));
        }

        [DataRow("31 CE")]
        [DataRow("32 CD")]
        public void Memory_is_written_in_one_frame(string command)
        {
            I2cHost host = HostOf("L432");

            Assert.AreEqual("79 79", host.Say(command + "/R1/08 00 00 00 08/R1/07 01 02 03 04 05 06 07 08 0F"));
            host.Wait(1000);
            Assert.AreEqual("79", host.Say("R1"));
            Assert.AreEqual("79 79 79 01 02 03 04 05 06 07 08", host.Say("11 EE/R1/08 00 00 00 08/R1/07 F8/R1/R8"));
            Assert.AreEqual(BootloaderCommand.ReadMemory, host.Target.Part.Bootloader.LastCommand);
        }

        [TestMethod]
        public void A_wrong_frame_gets_one_NACK_and_ends_the_command()
        {
            Assert.AreEqual("1F 79", HostOf("L432").Say("02 FE/R1/02 FD/R1"));
            Assert.AreEqual("1F 79", HostOf("L432").Say("43 BC/R1/02 FD/R1"));
            Assert.AreEqual("79 1F 79", HostOf("L432").Say("11 EE/R1/08 00 00 00 09/R1/02 FD/R1"));
            Assert.AreEqual("79 1F 79", HostOf("L432").Say("31 CE/R1/00 00 00 00 00/R1/02 FD/R1"));
            Assert.AreEqual("1F 79", HostOf("F407").Say("45 BA/R1/44 BB/R1"));
        }

        [TestMethod]
        public void The_checksum_of_flash_needs_neither_polynomial_nor_initial_value()
        {
            // Erased flash and the initial value cancel each other.
            I2cHost host = HostOf("L432");

            Assert.AreEqual("79 79 79 79 00 00 00 00 00", host.Say("A1 5E/R1/08 00 00 00 08/R1/00 00 00 04 04/R1/R1/R5"));
            Assert.AreEqual("79 79 1F", host.Say("A1 5E/R1/08 00 00 00 08/R1/00 00 00 02 02/R1"));
            Assert.AreEqual("79 79 1F", host.Say("A1 5E/R1/08 00 00 00 08/R1/00 00 00 00 00/R1"));
            Assert.AreEqual("1F", HostOf("F411").Say("A1 5E/R1"));
        }

        [TestMethod]
        public void The_checksum_of_data_is_that_of_the_CRC_unit()
        {
            I2cHost host = HostOf("L432");
            uint crc = 0xFFFFFFFF ^ 0x04030201;
            for (int bit = 0; bit < 32; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }

            host.Target.Part.Memory.Flash.Load(0, new byte[] { 1, 2, 3, 4 });
            byte[] answer = new byte[] { (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc, 0 };
            answer[4] = (byte)(answer[0] ^ answer[1] ^ answer[2] ^ answer[3]);

            Assert.AreEqual("79 79 79 79 " + Hex.ToText(answer, 0, 5), host.Say("A1 5E/R1/08 00 00 00 08/R1/00 00 00 04 04/R1/R1/R5"));
        }

        [TestMethod]
        public void Write_Protect_has_two_frames_and_resets_the_part()
        {
            I2cHost host = HostWithData("L432");

            Assert.AreEqual("79 79 79", host.Say("63 9C/R1/01 FE/R1/03 01 02/R1"));
            Assert.IsTrue(host.Target.Part.State == PartState.Starting, "it is not reset");
            host.Wait(1000);
            host.Say("44 BB/R1/00 01 01/R1/00 00 00 01 01/R1");
            Assert.AreEqual("79 79 79 " + Erased, host.Say("11 EE/R1/08 00 00 00 08/R1/03 FC/R1/R4"));
            Assert.AreEqual("79 79 79 01 02 03 04", host.Say("11 EE/R1/08 00 08 00 00/R1/03 FC/R1/R4"));
        }

        [DataRow("92 6D")]
        [DataRow("93 6C")]
        public void Readout_Unprotect_sends_both_ACKs_first(string command)
        {
            I2cHost host = HostOf("L432");
            host.Target.Part.Memory.Options.WriteLevel(true);

            Assert.AreEqual("1F 79 79", host.Say("11 EE/R1/" + command + "/R1/R1"));
            Assert.IsTrue(host.Target.Part.State == PartState.Bootloader, "it does not erase");
            host.Wait(host.Target.Part.Part.MassEraseTime + 10);
            Assert.IsTrue(host.Target.Part.State == PartState.Starting, "it is not reset");
        }

        [TestMethod]
        public void Go_starts_the_program_after_its_last_ACK_was_fetched()
        {
            I2cHost host = HostOf("L432");
            host.Target.Part.Memory.Flash.Load(0, FakeImages.Program(1000, "1.0.0"));

            Assert.AreEqual("79", host.Say("21 DE/R1/08 00 00 00 08"));
            Assert.IsTrue(host.Target.Part.State == PartState.Bootloader, "it has not waited");
            Assert.AreEqual("79", host.Say("R1"));
            Assert.IsTrue(host.Target.Part.State == PartState.Application, "it does not run");
            Assert.AreEqual("absent", host.Say("02 FD"));
        }

        private static I2cHost HostOf(string name)
        {
            return new I2cHost(Stm32Parts.Create(name));
        }

        // Pages 0 and 1 hold 01 02 03 04.
        private static I2cHost HostWithData(string name)
        {
            I2cHost host = HostOf(name);
            Flash flash = host.Target.Part.Memory.Flash;
            flash.Load(0, new byte[] { 1, 2, 3, 4 });
            flash.Load(host.Target.Part.Part.PageSize, new byte[] { 1, 2, 3, 4 });
            return host;
        }
    }
}
