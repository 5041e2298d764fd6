using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>The effect of the option bytes of a part on its flash and on the entry into its bootloader.</summary>
    [TestClass]
    public class OptionByteTests
    {
        private const string Advice = " keeps BOOT0 from starting the bootloader of this part: once it has a program no further job may reach it. Change the option byte with a debug probe.|";

        [DataRow("L412", false, true, "nSWBOOT0 = 0")]
        [DataRow("L432", false, true, "nSWBOOT0 = 0")]
        [DataRow("L432", true, false, "nBOOT1 = 0")]
        [DataRow("L432", false, false, "nSWBOOT0 = 0")]
        [DataRow("L476", true, false, "nBOOT1 = 0")]
        [DataRow("L496", true, false, "nBOOT1 = 0")]
        [DataRow("L4R5", false, true, "nSWBOOT0 = 0")]
        [DataRow("U575", false, true, "nSWBOOT0 = 0")]
        public void A_bit_that_disables_BOOT0_causes_a_warning_before_anything_is_erased(string name, bool nSwBoot0, bool nBoot1, string bit)
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            string before = LogAtWriting(rig, nSwBoot0, nBoot1);

            Assert.AreEqual("A: warning: the option byte " + bit + Advice, before);
            Assert.IsTrue(rig.FlashHolds(content));
        }

        [DataRow("L432")]
        [DataRow("L476")]
        [DataRow("L4R5")]
        [DataRow("U575")]
        [DataRow("F103")]
        public void Factory_option_bytes_cause_no_warning(string name)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));

            Assert.AreEqual(string.Empty, LogAtWriting(rig, true, true));
        }

        [DataRow("L476", false, true)]
        [DataRow("U575", true, false)]
        [DataRow("F103", false, false)]
        public void A_bit_that_the_family_does_not_have_causes_no_warning(string name, bool nSwBoot0, bool nBoot1)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0"));
            rig.Install(FakeImages.Program(400, "0.9.0"));

            Assert.AreEqual(string.Empty, LogAtWriting(rig, nSwBoot0, nBoot1));
        }

        [TestMethod]
        public void Option_bytes_that_are_not_readable_are_not_needed()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            Stm32Part part = Stm32Parts.Create("L432");
            part.Options = new OptionArea[0];
            Rig rig = new Rig(part, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.DoesNotContains("warning", rig.Log.Text);
        }

        [DataRow("L4R5", "0 1 2 3 4 ")]
        [DataRow("L4R5S", "0 1 2 ")]
        public void The_pages_are_those_of_DBANK(string name, string erased)
        {
            byte[] content = FakeImages.Program(20000, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(30000, "0.9.0"));
            rig.Target.Records = true;

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(erased, Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void An_address_inside_a_page_of_DBANK_is_refused_and_the_old_program_runs_again()
        {
            byte[] old = FakeImages.Program(400, "0.9.0");
            Stm32Part part = Stm32Parts.Create("L4R5S");
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0", 0x08001000));
            rig.Install(old);
            rig.Image = rig.Images.Describe(part.Id, 0x08001000);

            Assert.AreEqual("the start of a page of 8192 bytes", rig.ProgramInVain().Expected);

            rig.Image = rig.Images.Describe(part.Id);
            Assert.IsTrue(rig.Runs(old, "0.9.0"));
        }

        // The option bytes change while the part is in its bootloader: with the old ones, it can be entered.
        private static string LogAtWriting(Rig rig, bool nSwBoot0, bool nBoot1)
        {
            VirtualStm32 part = rig.Part;
            FakeLog log = rig.Log;
            string seen = null;
            FrameFaults.Of(rig).OnFrame = () =>
            {
                bool isReached = part.State == PartState.Bootloader;
                part.Memory.Options.NSwBoot0 = !isReached || nSwBoot0;
                part.Memory.Options.NBoot1 = !isReached || nBoot1;
            };
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.Intervention = () => seen = part.Memory.Flash.EraseCount + log.Text;

            rig.Program();

            Assert.StartsWith("0", seen, "something was erased before");
            return seen.Substring(1);
        }
    }
}
