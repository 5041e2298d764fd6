using Esp32Bridge.Errors;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The entry into the bootloader, and what happens if it fails.</summary>
    [TestClass]
    public class EntryTests
    {
        [DataRow("L412")]
        [DataRow("L432")]
        [DataRow("L471")]
        [DataRow("L476")]
        [DataRow("L496")]
        [DataRow("L4R5")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void Every_part_answers_after_its_first_reset(string name)
        {
            Rig rig = RigOf(Stm32Parts.Create(name));

            rig.Program();

            Assert.AreEqual(2, rig.Target.ResetCount, "one into the bootloader and one into the application");
        }

        [TestMethod]
        public void The_entry_waits_for_a_part_that_tests_its_crystal()
        {
            Rig rig = RigOf(Stm32Parts.Create("L471"));
            long start = rig.Clock.Milliseconds;

            rig.Program();

            Assert.IsTrue(rig.Clock.Milliseconds - start > 2560);
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        [DataRow("L432", 1)]
        [DataRow("L432", 2)]
        [DataRow("L471", 2)]
        [DataRow("U575", 1)]
        public void Another_reset_recovers_from_a_glitch_that_locks_a_wrong_rate(string name, int glitches)
        {
            Rig rig = RigOf(Stm32Parts.Create(name));
            rig.Target.Glitches = glitches;

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
            Assert.AreEqual(2 + glitches, rig.Target.ResetCount);
        }

        [TestMethod]
        public void A_line_that_is_never_quiet_is_an_error_and_the_old_program_runs_again()
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.Target.Glitches = 7;

            Assert.AreEqual("enter the bootloader", rig.ProgramInVain().Step);

            IsUntouched(rig);
        }

        [DataRow("L432", 16000)]
        [DataRow("L471", 27000)]
        [DataRow("U575", 16000)]
        public void A_part_without_supply_is_an_error_after_several_resets_at_several_rates(string name, int patience)
        {
            Rig rig = RigOf(Stm32Parts.Create(name));
            rig.Part.PowerOff();
            long start = rig.Clock.Milliseconds;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual(
                "A: enter the bootloader: expected an answer to 7F; got none after 3 resets at 115200 and 2 resets at 57600 and 2 resets at 19200 baud. Check BOOT0 and NRST and TX and RX and the supply and the option bytes that let BOOT0 count.",
                error.Message);
            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Clock.Milliseconds - start < patience, "it takes too long");
            rig.Part.PowerOn(rig.Clock.Microseconds);
            rig.Settle();
            IsUntouched(rig);
        }

        [TestMethod]
        public void The_error_of_a_part_that_answered_first_does_not_suspect_the_wires_that_worked()
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = rig.Part.PowerOff;

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("enter the bootloader", error.Step);
            Assert.EndsWith("The part answered before: check its supply and ground and the contacts of BOOT0 and NRST and TX and RX.", error.Message);
        }

        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("U575")]
        public void A_part_whose_BOOT0_does_not_count_is_an_error_and_the_part_continues(string name)
        {
            Rig rig = RigOf(Stm32Parts.Create(name));
            rig.Part.Memory.Options.NSwBoot0 = false;

            Assert.AreEqual("enter the bootloader", rig.ProgramInVain().Step);

            IsUntouched(rig);
        }

        [TestMethod]
        public void The_last_attempt_waits_for_a_slow_part_instead_of_a_fast_one_and_names_it()
        {
            Rig rig = RigOf(Stm32Parts.Create("L471"));
            rig.Image = rig.Images.Describe(0x435);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("identify", error.Step);
            Assert.Contains("0x415", error.Got);
        }

        [TestMethod]
        public void The_output_of_a_running_application_is_not_an_answer()
        {
            Rig rig = RigOf(Stm32Parts.Create("L432"));
            rig.Settle();

            rig.Program();

            Assert.AreEqual("1.0.0", rig.Part.Version);
        }

        private static Rig RigOf(Stm32Part part)
        {
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0"));
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
