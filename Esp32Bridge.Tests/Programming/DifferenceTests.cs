using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Only pages that differ are erased and written.</summary>
    [TestClass]
    public class DifferenceTests
    {
        [DataRow("L412", 3)]
        [DataRow("L432", 3)]
        [DataRow("L476", 3)]
        [DataRow("L4R5", 2)]
        [DataRow("U575", 1)]
        [DataRow("F103", 5)]
        public void An_image_that_is_already_there_is_neither_erased_nor_written_but_started(string name, int pages)
        {
            byte[] content = FakeImages.Program(5000, "1.0.0");
            Rig rig = RigOf(name, content, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(0, Wire.Count(rig.Target.Written, "44 BB") + Wire.Count(rig.Target.Written, "43 BC") + Wire.Count(rig.Target.Written, "31 CE"));
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(0, rig.Part.Memory.Flash.ProgramCount);
            Assert.AreEqual("A: 0 page(s) written; " + pages + " held their content already|", rig.Log.Text);
            Assert.AreEqual(2, rig.Target.ResetCount);
            Assert.AreEqual("01256", rig.Progress.Phases);
            Assert.AreEqual(2, rig.Images.OpenCount);
        }

        [TestMethod]
        public void An_image_that_is_already_there_is_read_whole()
        {
            byte[] content = FakeImages.Program(2500, "1.0.0");
            Rig rig = RigOf("L432", content, content);

            rig.Program();

            string wire = Wire.Describe(rig.Target.Written);
            Assert.Contains("; R 08000010+256; R 08000110+256; R 08000210+256; R 08000310+256; R 08000410+256; R 08000510+256; R 08000610+256; R 08000710+240; ", wire);
            Assert.EndsWith("; R 08000800+256; R 08000900+208", wire);
        }

        [DataRow(0, 0, "0 ")]
        [DataRow(7, 0, "0 ")]
        [DataRow(16, 0, "0 ")]
        [DataRow(2047, 0, "0 ")]
        [DataRow(2048, 0, "0 1 ")]
        [DataRow(5000, 0, "0 2 ")]
        [DataRow(5000, 2100, "0 1 2 ")]
        [DataRow(9999, 0, "0 4 ")]
        public void Only_the_pages_that_differ_and_the_first_one_are_erased(int changed, int alsoChanged, string erased)
        {
            byte[] content = FakeImages.Program(10000, "1.0.0");
            byte[] old = (byte[])content.Clone();
            old[changed] ^= 0x10;
            old[alsoChanged == 0 ? changed : alsoChanged] ^= alsoChanged == 0 ? (byte)0 : (byte)0x10;
            Rig rig = RigOf("L432", content, old);

            rig.Program();

            int pages = erased.Length / 2;
            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(erased, Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual("A: " + pages + " page(s) written; " + (5 - pages) + " held their content already|", rig.Log.Text);
            Assert.AreEqual(changed < 2048 ? 2 : 3, rig.Images.OpenCount);
        }

        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        public void A_job_that_is_interrupted_at_a_page_continues_there(int page)
        {
            byte[] content = FakeImages.Program(12000, "1.0.0");
            Rig rig = RigOf("L432", content, FakeImages.Program(12000, "0.9.0"));
            rig.Images.BreakingDownload = 2;
            rig.Images.BreaksAt = page * 2048;

            rig.ProgramInVain();
            rig.Target.Written.Clear();
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 1 2 3 4 5 ".Substring(2 * page), Wire.ErasedPages(rig.Target.Written));
            Assert.Contains((6 - page) + " page(s) written; " + page + " held their content already|", rig.Log.Text);
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void A_power_cut_at_any_step_costs_at_most_one_page(string name)
        {
            int size = (2 * Stm32Parts.Create(name).PageSize) + 300;
            byte[] content = FakeImages.Program(size, "1.0.0");
            byte[] old = FakeImages.Program(size, "0.9.0");
            Rig whole = RigOf(name, content, old);
            whole.Target.StepsToPowerCut = int.MaxValue;
            whole.Program();
            int steps = int.MaxValue - whole.Target.StepsToPowerCut;
            for (int step = 150; step < steps; step += steps / 23)
            {
                Rig rig = RigOf(name, content, old);
                rig.Target.StepsToPowerCut = step;
                rig.ProgramInVain();
                rig.Part.PowerOn(rig.Clock.Microseconds);

                rig.Program();

                Assert.IsTrue(rig.Runs(content, "1.0.0"), "after step " + step);
                Assert.IsTrue(rig.Part.Memory.Flash.EraseCount <= 4, "erased again after step " + step);
            }
        }

        [DataRow("L432", "R 1FFF7808+28; R 1FFF7808+28; W 08000008+8; R 08000008+8; W 08000000+8; R 08000000+8")]
        [DataRow("U575", "R 40022058+24; R 40022058+24; W 08000000+16; R 08000000+16")]
        public void An_image_that_was_written_and_not_committed_is_only_committed(string name, string commit)
        {
            byte[] content = FakeImages.Program(300, "1.0.0");
            Rig rig = RigOf(name, content, FakeImages.Program(400, "0.9.0"));
            rig.LoseProgram();
            Assert.IsTrue(rig.HasNoProgram);

            // The last byte of that download is wrong.
            rig.Part.Memory.Flash.Load(299, new byte[] { content[299] });
            rig.Target.Written.Clear();
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(string.Empty, Wire.ErasedPages(rig.Target.Written));
            Assert.Contains("; R 08000010+16; R 08000020+256; R 08000120+16; " + commit, Wire.Describe(rig.Target.Written));
        }

        [TestMethod]
        public void A_partly_committed_first_page_is_written_again()
        {
            byte[] content = FakeImages.Program(300, "1.0.0");
            Rig rig = RigOf("L432", content, content);
            rig.Part.Memory.Flash.Load(0, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF });

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 ", Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void If_all_pages_differ_a_few_are_probed_and_none_is_read()
        {
            byte[] content = FakeImages.Program(12 * 2048, "1.0.0");
            Rig rig = RigOf("L432", content, FakeImages.Program(12 * 2048, "0.9.0"));

            rig.Program();

            string wire = Wire.Describe(rig.Target.Written);
            Assert.Contains("; R 08000700+256; R 08000800+16; E 0001+1; ", wire.Substring(0, 3000));
            Assert.Contains("; R 08003F00+256; R 08004000+16; E 0008+4; ", wire);
            Assert.Contains("; R 08001F00+256; E 0004+4; ", wire);
            Assert.Contains("; R 08002700+256; W 08002800+256; ", wire);

            // The old content, the end of the image, the write protection, and the first erase; the blocks; the commit; the pages 1, 2, 3 and 8.
            Assert.AreEqual(8 + 2 + 3 + (12 * 8) + 2 + 4, Wire.Count(rig.Target.Written, "11 EE"));
            Assert.AreEqual("0 1 2 3 4 5 6 7 8 9 10 11 ", Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void After_pages_that_differ_matching_ones_are_kept_again_from_the_next_probe_on()
        {
            byte[] content = FakeImages.Program(12 * 2048, "1.0.0");
            byte[] old = (byte[])content.Clone();
            for (int page = 0; page < 6; page++)
            {
                old[page * 2048] ^= 1;
            }

            Rig rig = RigOf("L432", content, old);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 1 2 3 4 5 6 7 ", Wire.ErasedPages(rig.Target.Written));
        }

        private static Rig RigOf(string name, byte[] content, byte[] old)
        {
            Rig rig = new Rig(name, content);
            rig.Install(old);
            rig.Target.Records = true;
            return rig;
        }
    }
}
