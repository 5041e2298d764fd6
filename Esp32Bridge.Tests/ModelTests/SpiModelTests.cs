using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The bootloader over SPI (AN4286).</summary>
    [TestClass]
    public class SpiModelTests
    {
        private const string Written = "/5A 11 EE/K/08 00 00 00 08/K/07 F8/K/R8";
        private const string Write = "/5A 31 CE/K/08 00 00 00 08/K/07 01 02 03 04 05 06 07 08 0F";

        [TestMethod]
        public void Synchronisation_is_a_filler_and_an_ACK()
        {
            Assert.AreEqual("A5 A5 00 79 A5", HostOf("L432").Say("=5A 00 00 00 79"));
            Assert.AreEqual("79 79 11 79", HostOf("L432").Say("5A/K/5A 01 FE/K/R1/K"));
        }

        [TestMethod]
        public void Zeros_before_the_synchronisation_do_no_harm()
        {
            Assert.AreEqual("79 79 01 04 35 79", HostOf("L432").Say("00 00 00 00/5A/K/5A 02 FD/K/R3/K"));
        }

        [TestMethod]
        public void A_second_synchronisation_is_half_a_command_and_gets_a_NACK()
        {
            Assert.AreEqual("79 1F 79 01 04 35 79", HostOf("L432").Say("5A/K/5A/00/K/5A 02 FD/K/R3/K"));
        }

        [DataRow("F407", "79 79 0B 11 00 01 02 11 21 31 44 63 73 82 92 79", 13)]
        [DataRow("L476", "79 79 0B 11 00 01 02 11 21 31 44 63 73 82 92 79", 13)]
        [DataRow("F767", "79 79 0B 12 00 01 02 11 21 31 44 63 73 82 92 79", 13)]
        [DataRow("H563", "79 79 0A 20 00 01 02 11 21 31 44 50 63 73 79", 12)]
        public void Get_lists_the_commands(string name, string answer, int length)
        {
            Assert.AreEqual(answer, HostOf(name).Say("5A/K/5A 00 FF/K/R" + length + "/K"));
        }

        [TestMethod]
        public void Only_a_command_begins_with_5A()
        {
            Assert.AreEqual("79 79 1F", HostOf("L432").Say("5A/K/5A 11 EE/K/5A 08 00 00 00/K"));
            Assert.AreEqual("79 none", HostOf("L432").Say("5A/K/02 FD/K"));
        }

        [TestMethod]
        public void NACK_has_no_zero_before_it_and_is_confirmed_by_an_ACK_too()
        {
            SpiHost host = HostOf("L432");

            Assert.AreEqual("79 A5 A5 A5 1F A5", host.Say("5A/K/=5A 02 FE 00 00"));
            Assert.AreEqual("A5 A5 A5 A5", host.Say("=5A 02 FD 00"));
            Assert.AreEqual("79 01 04 35 79", host.Say("79/5A 02 FD/K/R3/K"));
        }

        [TestMethod]
        public void Until_the_host_confirms_all_that_it_sends_is_thrown_away()
        {
            Assert.AreEqual("1F 79", HostOf("L432").Say("5A/00 00 00/5A 02 FD/5A 01 FE/79/5A 43 BC/K/5A 02 FD/K"));
        }

        [TestMethod]
        public void Data_begins_with_a_filler_or_at_once()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            Assert.AreEqual("79 79 A5 01 04 35", new SpiHost(part).Say("5A/K/5A 02 FD/K/=00 00 00 00"));

            part.SendsNoDummy = true;
            Assert.AreEqual("79 79 01 04 35 79", new SpiHost(part).Say("5A/K/5A 02 FD/K/=00 00 00/K"));
        }

        [TestMethod]
        public void Memory_is_written_and_read()
        {
            Assert.AreEqual("79 79 79 79 79 79 79 01 02 03 04 05 06 07 08", HostOf("L412").Say("5A/K" + Write + "/K" + Written));
        }

        [TestMethod]
        public void Pages_are_erased_by_a_frame_with_their_number_and_one_with_the_list()
        {
            SpiHost host = HostOf("L432");
            host.Target.Part.Memory.Flash.Load(2048, new byte[] { 1 });

            Assert.AreEqual("79 79 79 79", host.Say("5A/K/5A 44 BB/K/00 01 01/K/00 01 00 02 03/K"));
            Assert.AreEqual(0xFF, (int)host.Target.Part.Memory.Flash.Read(2048));
            Assert.AreEqual("79 79", host.Say("5A 44 BB/K/FF FF 00/K"));
            Assert.AreEqual("79 79 1F", host.Say("5A 44 BB/K/00 00 00/K/00 01 00/K"));
        }

        [TestMethod]
        public void A_part_that_works_sends_fillers_and_hears_nothing()
        {
            SpiHost host = HostOf("L432");

            Assert.AreEqual("79 79 79", host.Say("5A/K/5A 44 BB/K/00 00 00/K/00 01 01"));
            Assert.AreEqual("A5 A5 A5 A5 A5 A5", host.Say("=00 79 5A 02 FD 00"));
            Assert.AreEqual("79 79", host.Say("K/5A 02 FD/K"));
        }

        [TestMethod]
        public void Older_parts_repeat_their_last_ACK_while_the_flash_works()
        {
            SpiHost host = HostOf("F407");

            Assert.AreEqual("79 79 79", host.Say("5A/K/5A 44 BB/K/00 00 00/K/00 01 01"));
            Assert.AreEqual("79 79 79 79 79", host.Say("=00 79 5A 02 FD"));
            Assert.AreEqual("79 79 01 04 13", host.Say("W2000000/K/5A 02 FD/K/R3"));
        }

        [TestMethod]
        public void A_poll_during_a_write_leaves_a_unit_erased_on_some_parts()
        {
            const string Lost = "79 79 79 79 79 79 79 FF FF FF FF FF FF FF FF";
            const string Right = "79 79 79 79 79 79 79 01 02 03 04 05 06 07 08";

            Assert.AreEqual(Lost, HostOf("L432").Say("5A/K" + Write + "/K" + Written));
            Assert.AreEqual(Right, HostOf("L432").Say("5A/K" + Write + "/W4000/K" + Written));
            Assert.AreEqual(Right, HostOf("U575").Say("5A/K" + "/5A 31 CE/K/08 00 00 00 08/K/0F 01 02 03 04 05 06 07 08 FF FF FF FF FF FF FF FF 07/K" + Written));
        }

        [TestMethod]
        public void There_is_no_timeout()
        {
            Assert.AreEqual("79 79 79", HostOf("L432").Say("5A/K/5A/W100000000/11/W100000000/EE/K/08 00/W100000000/00 00 08/K"));
        }

        [TestMethod]
        public void A_part_that_is_not_selected_or_not_there_does_not_drive_the_line()
        {
            SpiHost host = HostOf("L432");
            host.Slave.Select(false, host.Now);
            Assert.AreEqual("FF FF FF", host.Say("=5A 00 00"));
            host.Slave.Select(true, host.Now);
            Assert.AreEqual("A5 A5 00 79", host.Say("=5A 00 00 00"));
            host.Target.Part.SetReset(true, host.Now);
            Assert.AreEqual("FF FF", host.Say("=5A 00"));

            Assert.AreEqual("FF FF FF", HostOf("L471").Say("=5A 00 00"));
        }

        [TestMethod]
        public void Go_starts_the_program_after_its_last_ACK_was_confirmed()
        {
            SpiHost host = HostOf("L432");
            host.Target.Part.Memory.Flash.Load(0, FakeImages.Program(1000, "1.0.0"));

            Assert.AreEqual("79 79 00 79", host.Say("5A/K/5A 21 DE/K/08 00 00 00 08/=00 00"));
            Assert.IsTrue(host.Target.Part.State == PartState.Bootloader, "it has not waited");
            Assert.AreEqual("A5 FF", host.Say("=79 00"));
            Assert.IsTrue(host.Target.Part.State == PartState.Application, "it does not run");
        }

        private static SpiHost HostOf(string name)
        {
            return new SpiHost(Stm32Parts.Create(name));
        }
    }
}
