using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>The bootloader over I2C (AN4221) in time: how it waits, how it lets the host wait, and how it loses step.</summary>
    [TestClass]
    public class I2cTimeModelTests
    {
        private const long Timeout = 1000000;

        [TestMethod]
        public void Only_its_own_address_is_acknowledged_and_only_in_the_bootloader()
        {
            I2cHost host = HostOf("L432");

            Assert.IsTrue(host.Slave.Acknowledges(0x48, host.Now), "not its own");
            Assert.IsFalse(host.Slave.Acknowledges(0x49, host.Now), "another one");
            Assert.IsFalse(host.Slave.Acknowledges(0, host.Now), "that of all parts");
            host.Target.Part.SetReset(true, host.Now);
            Assert.IsFalse(host.Slave.Acknowledges(0x48, host.Now), "in reset");
            host.Target.Part.SetReset(false, host.Now);
            Assert.IsFalse(host.Slave.Acknowledges(0x48, host.Now + 859), "while it starts");
            Assert.IsTrue(host.Slave.Acknowledges(0x48, host.Now + 860), "when it has started");
        }

        [TestMethod]
        public void The_first_interface_that_speaks_is_the_only_one_until_a_reset()
        {
            I2cHost host = HostOf("L432");
            UartFormat format = new UartFormat(115200, UartParity.Even);

            Assert.AreEqual("79", host.Say("02 FD/R1"));
            host.Target.Part.Receive(0, 0x7F, format, host.Now);
            Assert.AreEqual("01 04 35 79", host.Say("R3/R1"));

            host = HostOf("L432");
            host.Target.Part.Receive(0, 0x7F, format, host.Now);
            Assert.AreEqual("absent", host.Say("02 FD"));
            host.Target.ResetIntoBootloader();
            Assert.AreEqual("79", host.Say("02 FD/R1"));

            host = HostOf("L432");
            host.Target.Part.Spi.Select(true, host.Now);
            host.Target.Part.Spi.Exchange(0x5A, host.Now);
            Assert.AreEqual("absent", host.Say("02 FD"));
        }

        [TestMethod]
        public void A_read_during_an_erase_is_stretched_until_its_end()
        {
            I2cHost host = HostOf("L432");

            host.Say("44 BB/R1/00 01 01/R1/00 01 00 02 03");
            long start = host.Now;
            Assert.AreEqual("79", host.Say("R1"));
            Assert.IsTrue(host.Now - start > 2 * 22000, "it took " + (host.Now - start) + " us");
            Assert.IsTrue(host.Now - start < (2 * 22000) + 500, "it took " + (host.Now - start) + " us");
        }

        [TestMethod]
        public void A_no_stretch_command_answers_that_it_is_busy()
        {
            I2cHost host = HostOf("L432");

            Assert.AreEqual("79 79 76 76", host.Say("45 BA/R1/00 00 00/R1/00 01 01/R1/R1"));
            Assert.AreEqual(2, (int)host.Stretched);
            host.Wait(22000);
            Assert.AreEqual("79 79 01 04 35 79", host.Say("R1/02 FD/R1/R3/R1"));

            Assert.AreEqual("79 79 76", host.Say("32 CD/R1/08 00 00 00 08/R1/0F 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01 0F/R1"));
            Assert.AreEqual("79", host.Say("R1"));
        }

        [TestMethod]
        public void Some_parts_stretch_all_the_same()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.StretchesAnyway = true;

            Assert.AreEqual("79 79 79", new I2cHost(part).Say("45 BA/R1/00 00 00/R1/00 01 01/R1"));
        }

        [DataRow("44 BB")]
        [DataRow("44 BB/R1/00")]
        [DataRow("31 CE/R1/08 00 00 00 08/R1/07 01 02")]
        [DataRow("02 FD/R1/R2")]
        [DataRow("02 FD/R1/R4")]
        [DataRow("02 FD/00 00")]
        [DataRow("R1")]
        [DataRow("44")]
        public void A_host_that_leaves_the_exchange_is_waited_for_until_the_part_resets_itself(string transfers)
        {
            I2cHost host = HostOf("L432");
            int resets = host.Target.ResetCount;

            host.Say(transfers);
            host.Wait(Timeout - 1000);
            Assert.IsTrue(host.Target.Part.State != PartState.Starting, "it is reset too early");
            host.Wait(1001);
            host.Wait(1000);
            Assert.AreEqual("79 01 04 35 79", host.Say("02 FD/R1/R3/R1"));
            Assert.AreEqual(resets, host.Target.ResetCount);
        }

        [TestMethod]
        public void A_part_that_resets_itself_samples_BOOT0_again()
        {
            I2cHost host = HostOf("L476");

            host.Say("44 BB");
            host.Target.Part.SetBoot0(false);
            host.Wait(Timeout + 2000);

            Assert.IsTrue(host.Target.Part.State == PartState.LockedUp, "it is in its bootloader");
        }

        [DataRow("C031", 1999)]
        [DataRow("L476", 999)]
        public void The_timeout_is_that_of_the_part(string name, int milliseconds)
        {
            I2cHost host = HostOf(name);

            host.Say("44 BB");
            host.Wait(milliseconds * 1000L);
            Assert.AreEqual("79", host.Say("R1"));
        }

        [TestMethod]
        public void Between_commands_there_is_no_timeout_and_some_parts_have_none_at_all()
        {
            I2cHost host = HostOf("L432");
            Assert.AreEqual("79 01 04 35 79", host.Say("02 FD/R1/R3/R1"));
            host.Wait(100 * Timeout);
            Assert.AreEqual("79", host.Say("02 FD/R1"));

            Stm32Part part = Stm32Parts.Create("L432");
            part.I2cTimeout = 0;
            host = new I2cHost(part);
            host.Say("44 BB");
            host.Wait(100 * Timeout);
            Assert.AreEqual("79", host.Say("R1"));
            Assert.AreEqual("held", host.Say("R1"));
        }

        [TestMethod]
        public void The_time_of_an_erase_does_not_count_for_the_timeout()
        {
            I2cHost host = HostOf("F407");

            host.Say("44 BB/R1/00 00 00/R1/00 05 05");
            host.Wait(1900 * 1000);
            Assert.AreEqual("79 79 01 04 13 79", host.Say("R1/02 FD/R1/R3/R1"));
        }

        [TestMethod]
        public void A_byte_too_many_becomes_the_first_one_of_the_next_frame()
        {
            I2cHost host = HostOf("L432");

            Assert.AreEqual("79 01 04 35 79 1F 1F", host.Say("02 FD 00/R1/R3/R1/02 FD/R1/02 FD/R1"));
            Assert.AreEqual("refused", HostOf("L432").Say("02 FD 00 00"));
        }

        [TestMethod]
        public void A_transfer_that_the_host_gives_up_leaves_SDA_low_until_it_is_clocked()
        {
            I2cHost host = HostOf("L432");
            host.Say("44 BB/R1/00 00 00/R1/00 01 01");
            Assert.IsTrue(host.Slave.Acknowledges(0x48, host.Now), "it is not there");
            Assert.IsTrue(host.Slave.Begin(true, host.Now) > host.Now + 20000, "it does not stretch");

            // While SCL is low, neither clocks nor a START nor a STOP arrive.
            Clock(host, 9);
            host.Slave.End(host.Now);
            Assert.IsFalse(host.Slave.HoldsData, "it holds SDA while it holds SCL");
            host.Wait(25000);
            Assert.IsTrue(host.Slave.HoldsData, "it has let go");
            Assert.IsTrue(host.Slave.Begin(true, host.Now) == VirtualStm32.Never, "a START was possible");

            // 79 is 01111001: SDA is low in the acknowledge and in the first bit.
            Clock(host, 1);
            Assert.IsTrue(host.Slave.HoldsData, "the first bit is high");
            Clock(host, 1);
            Assert.IsFalse(host.Slave.HoldsData, "the second bit is low");
            Clock(host, 7);
            host.Slave.End(host.Now);
            Assert.AreEqual("79 01 04 35 79", host.Say("02 FD/R1/R3/R1"));
        }

        [TestMethod]
        public void An_answer_that_was_clocked_in_part_makes_the_part_wait_for_the_rest()
        {
            I2cHost host = HostOf("L432");
            host.Say("44 BB/R1/00 00 00/R1/00 01 01");
            host.Slave.Begin(true, host.Now);
            host.Wait(25000);
            Clock(host, 2);
            host.Slave.End(host.Now);

            Assert.AreEqual("reset", host.Say("02 FD"));
        }

        private static I2cHost HostOf(string name)
        {
            return new I2cHost(Stm32Parts.Create(name));
        }

        private static void Clock(I2cHost host, int pulses)
        {
            for (int i = 0; i < pulses; i++)
            {
                host.Slave.ClockData(host.Now);
            }
        }
    }
}
