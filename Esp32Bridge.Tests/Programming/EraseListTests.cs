using Esp32Bridge.Devices;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Pages that are written in any case are erased together.</summary>
    [TestClass]
    public class EraseListTests
    {
        private const int Kilobyte = 1024;
        private const int PageSize = 2 * Kilobyte;
        private const int Erase = 0x44;

        // Pages 0 to 3 are erased one by one.
        private const int SingleErases = 4;

        [DataRow(0x415, 1024, 0x00000, 0x40000, 8, 8)]
        [DataRow(0x415, 1024, 0x02000, 0x02800, 8, 1)]
        [DataRow(0x415, 1024, 0x02000, 0x03001, 8, 3)]
        [DataRow(0x415, 1024, 0x02000, 0x40000, 1, 1)]
        [DataRow(0x415, 1024, 0x7F000, 0x81000, 8, 4)]
        [DataRow(0x415, 512, 0x3F000, 0x41000, 8, 2)]
        [DataRow(0x415, 512, 0x40000, 0x44000, 8, 1)]
        [DataRow(0x482, 2048, 0x00000, 0x40000, 8, 8)]
        [DataRow(0x410, 128, 0x00000, 0x04000, 8, 8)]
        [DataRow(0x460, 128, 0x00000, 0x04000, 8, 1)]
        [DataRow(0x413, 1024, 0x00000, 0x40000, 8, 1)]
        public void A_list_has_the_pages_of_the_image_whose_numbers_are_certain(int id, int kilobytes, int offset, int end, int most, int pages)
        {
            Stm32Device device = new Stm32Devices().Find((ushort)id);
            PartDescription part = new PartDescription(device, new PartIdentity((ushort)id, true, false), kilobytes * Kilobyte, -1, -1);

            Assert.AreEqual(pages, part.PagesInOneErase(Stm32Device.FlashBase + (uint)offset, most, Stm32Device.FlashBase + (uint)end));
        }

        [TestMethod]
        public void After_the_image_nothing_is_erased()
        {
            Rig rig = RigOf((21 * PageSize) + 100);

            rig.Program();

            string wire = Wire.Describe(rig.Target.Written);
            Assert.Contains("; E 0003+1; ", wire);
            Assert.Contains("; E 0004+4; ", wire);
            Assert.Contains("; E 0008+8; ", wire);
            Assert.Contains("; E 0010+6; ", wire);
            Assert.AreEqual(22, rig.Part.Memory.Flash.EraseCount);
        }

        [DataRow("NACK", 1, 0)]
        [DataRow("NACK", 2, 0)]
        [DataRow("loss", 2, 0)]
        [DataRow("silence", 2, 8)]
        [DataRow("wrong", 2, 8)]
        public void A_list_that_failed_is_erased_once_more_and_no_other_page(string kind, int step, int more)
        {
            Rig rig = RigOf(16 * PageSize);
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, Erase, step, SingleErases + 1, 1);

            rig.Program();

            Assert.IsTrue(rig.Runs(FakeImages.Program(16 * PageSize, "1.0.0"), "1.0.0"));
            Assert.AreEqual(1, line.Faults);
            Assert.AreEqual(16 + more, rig.Part.Memory.Flash.EraseCount);
        }

        [TestMethod]
        public void A_page_of_a_list_that_was_not_erased_is_erased_alone()
        {
            byte[] content = FakeImages.Program(16 * PageSize, "1.0.0");
            Rig rig = RigOf(content.Length);
            rig.Part.Memory.Flash.Stick((10 * PageSize) + 7, (byte)~content[(10 * PageSize) + 7], 1);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 10 ", Wire.ErasedPages(rig.Target.Written));
        }

        [DataRow(9)]
        [DataRow(12)]
        [DataRow(15)]
        public void A_job_that_is_interrupted_after_a_list_keeps_the_written_pages(int page)
        {
            byte[] content = FakeImages.Program(20 * PageSize, "1.0.0");
            Rig rig = RigOf(content.Length);
            rig.Images.BreakingDownload = 2;
            rig.Images.BreaksAt = page * PageSize;

            rig.ProgramInVain();
            rig.Target.Written.Clear();
            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.Contains((20 - page) + " page(s) written; " + page + " held their content already|", rig.Log.Text);
            Assert.AreEqual("9 10 11 12 13 14 15 16 17 18 19 ".Substring(page == 9 ? 0 : 2 + ((page - 10) * 3)), Wire.ErasedPages(rig.Target.Written));
        }

        private static Rig RigOf(int size)
        {
            Rig rig = new Rig("L432", FakeImages.Program(size, "1.0.0"));
            rig.Install(FakeImages.Program(size, "0.9.0"));
            rig.Target.Records = true;
            return rig;
        }
    }
}
