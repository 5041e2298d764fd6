using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Jobs for parts on SPI.</summary>
    [TestClass]
    public class SpiTargetTests
    {
        private const int Size = 20000;

        [TestMethod]
        public void Each_part_with_SPI_is_programmed_and_runs()
        {
            for (int i = 0; i < Stm32Parts.Names.Length; i++)
            {
                Stm32Part part = Stm32Parts.Create(Stm32Parts.Names[i]);
                if (part.SpiVersion != 0)
                {
                    byte[] content = FakeImages.Program(Size, "2.0.0");
                    Rig rig = new Rig(part, content, LineKind.Spi);
                    rig.Install(FakeImages.Program(Size - 300, "1.0.0"));

                    rig.Program();

                    Assert.IsTrue(rig.Runs(content, "2.0.0"), part.Name);
                    Assert.AreEqual(2, rig.Target.ResetCount, part.Name);
                }
            }
        }

        [TestMethod]
        public void An_empty_part_without_dummy_bytes_is_programmed_and_runs()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.SendsNoDummy = true;
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(part, content, LineKind.Spi);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"), "it does not run");
        }

        [DataRow("L476", 1000000)]
        [DataRow("U575", 4000000)]
        [DataRow("F407", 8000000)]
        public void A_part_is_programmed_at_a_higher_rate(string name, int rate)
        {
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(Stm32Parts.Create(name), content, LineKind.Spi);
            rig.Install(FakeImages.Program(Size - 300, "1.0.0"));
            rig.SetBaudRate(rate);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "2.0.0"), name);
            Assert.IsTrue(rig.Log.Text.IndexOf("A: " + rate + " Hz") >= 0, rig.Log.Text);
        }

        [DataRow(false)]
        [DataRow(true)]
        public void A_clock_that_counts_twice_in_an_erase_and_hits_a_page_that_is_done_leaves_no_hole(bool hasChecksums)
        {
            byte[] content = FakeImages.Program(Size, "2.0.0");
            Rig rig = new Rig(Stm32Parts.Create("L476"), content, LineKind.Spi);
            rig.Install(FakeImages.Program(Size - 300, "1.0.0"));
            if (hasChecksums)
            {
                rig.ComputeChecksums();
            }

            // Page 1 is erased.
            rig.Target.Spi.DoubledPage = 2;

            rig.Program();

            Assert.AreEqual(-1, rig.Target.Spi.DoubledPage);
            Assert.IsTrue(rig.Runs(content, "2.0.0"), "it has a hole");
        }

        [TestMethod]
        public void A_part_that_does_not_answer_is_named_with_its_contacts_and_the_old_program_runs_again()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.SpiVersion = 0;
            Rig rig = new Rig(part, FakeImages.Program(Size, "2.0.0"), LineKind.Spi);
            rig.Install(FakeImages.Program(Size - 300, "1.0.0"));

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("enter the bootloader", error.Step);
            Assert.IsTrue(error.Message.IndexOf("SCK and MOSI and MISO and NSS") >= 0, error.Message);
            Assert.AreEqual("1.0.0", rig.Part.Version);
        }
    }
}
