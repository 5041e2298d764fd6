using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class ImageSizeTests
    {
        [DataRow("L432", 261)]
        [DataRow("L432", 271)]
        [DataRow("L432", 272)]
        [DataRow("L432", 273)]
        [DataRow("L432", 511)]
        [DataRow("L432", 512)]
        [DataRow("L432", 513)]
        [DataRow("L432", 2047)]
        [DataRow("L432", 2048)]
        [DataRow("L432", 2049)]
        [DataRow("U575", 261)]
        [DataRow("U575", 8192)]
        [DataRow("U575", 8193)]
        [DataRow("F103", 1025)]
        public void An_image_of_any_size_runs_and_only_its_pages_are_erased(string name, int size)
        {
            byte[] content = FakeImages.Program(size, "3.1.4");
            Rig rig = new Rig(name, content);
            int pageSize = rig.Part.Part.PageSize;
            int end = (size + pageSize - 1) / pageSize * pageSize;
            rig.Part.Memory.Flash.Load(0, new byte[end]);
            rig.Part.Memory.Flash.Load(end, new byte[] { 0x5A });

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "3.1.4"));
            Assert.AreEqual(end / pageSize, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual((byte)0x5A, rig.Part.Memory.Flash.Read(end), "the next page");
            for (int i = size; i < end; i++)
            {
                Assert.AreEqual((byte)0xFF, rig.Part.Memory.Flash.Read(i), "after the image");
            }
        }

        [DataRow(16)]
        [DataRow(17)]
        [DataRow(31)]
        [DataRow(255)]
        [DataRow(256)]
        [DataRow(257)]
        public void An_image_of_a_few_bytes_is_written_whole(int size)
        {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++)
            {
                content[i] = (byte)(i + 1);
            }

            Stm32Part part = Stm32Parts.Create("L476");
            part.FlashSize = 4096;
            Rig rig = new Rig(part, content);
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
            Assert.AreEqual((byte)0xFF, rig.Part.Memory.Flash.Read(size));
        }

        [TestMethod]
        public void An_image_of_FF_except_for_its_start_is_written_whole()
        {
            byte[] content = new byte[1000];
            for (int i = 8; i < content.Length; i++)
            {
                content[i] = 0xFF;
            }

            Stm32Part part = Stm32Parts.Create("L476");
            part.FlashSize = 4096;
            Rig rig = new Rig(part, content);
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [TestMethod]
        public void The_content_before_and_after_an_image_at_another_address_survives()
        {
            byte[] loader = FakeImages.Program(300, "loader");
            byte[] content = FakeImages.Program(3000, "1.0.0", 0x08002000);
            Rig rig = new Rig("L432", content);
            rig.Image = rig.Images.Describe(0x435, 0x08002000);
            Flash flash = rig.Part.Memory.Flash;
            rig.Install(loader);
            flash.Load(0x1FFF, new byte[] { 0x11 });
            flash.Load(0x3000, new byte[] { 0x22 });

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
            Assert.AreEqual("loader", rig.Part.Version);
            Assert.AreEqual((byte)0x11, flash.Read(0x1FFF));
            Assert.AreEqual((byte)0x22, flash.Read(0x3000));
            Assert.AreEqual(2, flash.EraseCount);
            for (int i = 0; i < loader.Length; i++)
            {
                Assert.AreEqual(loader[i], flash.Read(i));
            }
        }

        [TestMethod]
        public void The_erase_of_a_page_may_take_longer_than_the_data_sheet_says()
        {
            byte[] content = new byte[17 * 1024];
            for (int i = 16; i < content.Length; i++)
            {
                content[i] = 0xFF;
            }

            Stm32Part part = Stm32Parts.Create("F103");
            part.PageEraseTime = 100000;
            part.FlashSize = 17 * 1024;
            Rig rig = new Rig(part, content);
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [TestMethod]
        public void The_last_page_of_the_flash_can_be_programmed()
        {
            byte[] content = FakeImages.Program(2048, "1.0.0", 0x0803F800);
            Rig rig = new Rig("L432", content);
            rig.Image = rig.Images.Describe(0x435, 0x0803F800);
            rig.Install(FakeImages.Program(900, "loader"));

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }
    }
}
