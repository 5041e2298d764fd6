using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The first answer of the bootloader, and the rates that are tried for it.</summary>
    [TestClass]
    public class EntryRateTests
    {
        private const int Sync = 0x7F;
        private const string Advice = "Check BOOT0 and NRST and TX and RX and the supply and the option bytes that let BOOT0 count.";

        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("U575")]
        public void A_part_whose_first_ACK_is_lost_answers_NACK_and_is_in_its_bootloader(string name)
        {
            Rig rig = RigOf(name);
            FrameFaults.Of(rig).Spoil("silence", Sync, 1, 0, 1);

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(2, rig.Target.ResetCount);
        }

        [TestMethod]
        public void A_second_ACK_belongs_to_the_first_and_is_not_surplus()
        {
            Rig rig = RigOf("L412");
            rig.Target.Records = true;

            rig.Program();

            Assert.StartsWith("sync; get; id; ", Wire.Describe(rig.Target.Written));
            Assert.DoesNotContains("recovered", rig.Log.Text);
        }

        [DataRow("L412", 57600, 5)]
        [DataRow("L432", 57600, 5)]
        [DataRow("L476", 57600, 5)]
        [DataRow("U575", 57600, 5)]
        [DataRow("F103", 57600, 5)]
        [DataRow("L432", 19200, 7)]
        [DataRow("L471", 19200, 7)]
        [DataRow("U575", 19200, 7)]
        public void A_line_that_does_not_carry_a_rate_is_used_at_a_lower_one(string name, int rate, int resets)
        {
            Rig rig = RigOf(name);
            rig.Target.CarriedRate = rate;

            rig.Program();

            Assert.IsTrue(rig.Runs(FakeImages.Program(600, "1.0.0"), "1.0.0"));
            Assert.AreEqual(resets, rig.Target.ResetCount);
        }

        [TestMethod]
        public void The_next_job_begins_at_the_rate_of_the_target_again()
        {
            Rig rig = RigOf("L432");
            rig.Target.CarriedRate = 19200;
            rig.Program();
            rig.Target.CarriedRate = 115200;

            rig.Program();

            Assert.AreEqual(7 + 2, rig.Target.ResetCount);
        }

        [DataRow(115200, "3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. ")]
        [DataRow(921600, "1 reset at 921600 and 1 reset at 460800 and 1 reset at 230400 and 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. ")]
        [DataRow(500000, "1 reset at 500000 and 1 reset at 460800 and 1 reset at 230400 and 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. ")]
        [DataRow(460800, "1 reset at 460800 and 1 reset at 230400 and 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. ")]
        [DataRow(57600, "3 resets at 57600 and 2 resets at 19200 baud. ")]
        [DataRow(9600, "3 resets at 9600 baud. ")]
        public void A_line_that_carries_no_rate_is_an_error_that_lists_the_attempts(int rate, string tried)
        {
            Rig rig = RigOf("L432");
            rig.SetBaudRate(rate);
            rig.Target.CarriedRate = 4800;

            Assert.AreEqual("A: enter the bootloader: expected an answer to 7F; got none after " + tried + Advice, rig.ProgramInVain().Message);

            IsUntouched(rig);
        }

        [TestMethod]
        public void An_answer_that_is_neither_ACK_nor_NACK_is_in_the_error()
        {
            Rig rig = RigOf("L432");
            FrameFaults.Of(rig).Spoil("babble", Sync, 1, 0, 100000);

            Assert.AreEqual(
                "A: enter the bootloader: expected an answer to 7F; got 0x5A after 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. " + Advice,
                rig.ProgramInVain().Message);
            IsUntouched(rig);
        }

        private static Rig RigOf(string name)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));
            return rig;
        }

        private static void IsUntouched(Rig rig)
        {
            Assert.IsTrue(rig.Runs(FakeImages.Program(400, "0.9.0"), "0.9.0"), "the old program does not run");
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
        }
    }
}
