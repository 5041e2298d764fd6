using Esp32Bridge.Devices;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Custom devices of the board description, with pages that are larger than the buffer for the image.</summary>
    [TestClass]
    public class LargePageTests
    {
        private const ushort Id = 0x7F4;
        private const int PageSize = 16 * 1024;
        private const int Size = 40000;

        [TestMethod]
        public void A_custom_device_is_programmed()
        {
            Rig rig = RigOf();
            rig.Install(FakeImages.Program(Size, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(FakeImages.Program(Size, "1.0.0"), "1.0.0"));
            Assert.AreEqual("0 1 2 ", Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(2, rig.Images.OpenCount);
        }

        [DataRow(0x7F4, "device 0x7F4 (an F4)", "0x435 (STM32L43x/44x)")]
        [DataRow(0x435, "device 0x435 (STM32L43x/44x)", "0x7F4 (an F4)")]
        public void The_figures_of_a_custom_device_are_for_its_id_only(int imageId, string expected, string got)
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.Id = imageId == Id ? (ushort)0x435 : Id;
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0"));
            rig.Programmer = ProgrammerOf(rig);
            rig.Image = rig.Images.Describe((ushort)imageId);

            Assert.StartsWith("A: identify: expected " + expected + "; got " + got + ". ", rig.ProgramInVain().Message);
        }

        [TestMethod]
        public void The_figures_of_a_custom_device_override_those_of_the_table()
        {
            byte[] content = FakeImages.Program(600, "1.0.0");
            FakeImages.Put(content, 0, 0x20000400);
            Rig rig = new Rig("L432", content);
            rig.Programmer = rig.CreateProgrammer(
                rig.Target,
                new Stm32Device { Id = 0x435, Name = "mine", RamSize = 512, FlashSize = 4096, Pages = new FlashLayout(2048), ProgramUnit = 8 });

            Assert.AreEqual("a stack pointer in the RAM of mine", rig.ProgramInVain().Expected);
        }

        [TestMethod]
        public void An_image_that_is_already_there_is_read_in_all_its_chunks_and_kept()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf();
            rig.Install(content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(0, rig.Part.Memory.Flash.ProgramCount);
            Assert.AreEqual(2, rig.Images.OpenCount);
        }

        [DataRow(8000, "0 ", 3)]
        [DataRow(8192, "0 ", 3)]
        [DataRow(16383, "0 ", 3)]
        [DataRow(16384 + 9000, "0 1 ", 4)]
        [DataRow(32768 + 2047, "0 2 ", 4)]
        [DataRow(32768 + 2048, "0 2 ", 5)]
        [DataRow(39999, "0 2 ", 5)]
        public void A_byte_that_differs_in_any_chunk_is_found(int offset, string erased, int downloads)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf();
            rig.Install(content);
            rig.Part.Memory.Flash.Load(offset, new byte[] { (byte)~content[offset] });

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(erased, Wire.ErasedPages(rig.Target.Written));
            Assert.IsTrue(rig.Images.OpenCount <= downloads, "downloads " + rig.Images.OpenCount);
            Assert.IsTrue(rig.Images.DeliveredBytes < 3 * Size, "delivered " + rig.Images.DeliveredBytes);
        }

        [DataRow(100, 2)]
        [DataRow(2047, 2)]
        [DataRow(2048, 3)]
        [DataRow(16384 + 12000, 3)]
        public void For_a_page_that_fails_the_image_is_fetched_again_from_the_start_of_the_page(int offset, int downloads)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf();
            rig.Install(FakeImages.Program(Size, "0.9.0"));
            rig.Part.Memory.Flash.Stick(offset, (byte)~content[offset], 1);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(4, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(downloads, rig.Images.OpenCount);
            Assert.AreEqual(0, rig.Images.OpenStreams);
        }

        // Three pages of 1 KiB, then pages of 4 KiB: the pieces of 2 KiB, each with its CRC, begin elsewhere.
        [DataRow(-1, "")]
        [DataRow(1500, "0 1 ")]
        [DataRow(30000, "0 9 ")]
        public void Pages_that_do_not_end_with_a_piece_are_compared_and_proved_by_checksums(int differs, string erased)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf();
            Stm32Part part = rig.Part.Part;
            part.PageSize = 1024;
            part.SectorSizes = new int[259];
            part.SectorEraseTimes = new long[259];
            for (int i = 0; i < part.SectorSizes.Length; i++)
            {
                part.SectorSizes[i] = i < 3 || i == 258 ? 1024 : 4096;
            }

            rig = new Rig(part, content);
            rig.Target.Records = true;
            rig.Programmer = ProgrammerOf(rig, new FlashLayout(new int[] { 3, 255, 1 }, new int[] { 1024, 4096, 1024 }));
            rig.ComputeChecksums();
            rig.Install(content);
            if (differs >= 0)
            {
                rig.Part.Memory.Flash.Load(differs, new byte[] { (byte)~content[differs] });
            }

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(erased, Wire.ErasedPages(rig.Target.Written));
            Assert.IsFalse(rig.Log.Text.Contains("checksums"), rig.Log.Text);
            Assert.IsTrue(Wire.Count(rig.Target.Written, "21 DE") > 0, "no routine ran");
        }

        [DataRow("U575", 8192)]
        [DataRow("L4R5", 4096)]
        public void A_page_that_differs_after_its_first_2_KiB_is_fetched_again_from_its_start_and_no_more(string name, int pageSize)
        {
            int size = 5 * pageSize;
            byte[] content = FakeImages.Program(size, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Target.Records = true;
            rig.Install(content);
            rig.Part.Memory.Flash.Load(100, new byte[] { (byte)~content[100] });
            rig.Part.Memory.Flash.Load((3 * pageSize) + 2047, new byte[] { (byte)~content[(3 * pageSize) + 2047] });
            rig.Part.Memory.Flash.Load((4 * pageSize) + 2048, new byte[] { (byte)~content[(4 * pageSize) + 2048] });

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 3 4 ", Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(3, rig.Images.OpenCount);
            Assert.AreEqual(1, rig.Images.SeekCount);

            // The check; the job up to the end of the piece that differs; and the page once more.
            Assert.AreEqual(size + ((4 * pageSize) + 4096) + pageSize, rig.Images.DeliveredBytes);
        }

        [DataRow("U575")]
        [DataRow("L4R5")]
        public void An_image_whose_pages_all_differ_from_their_start_is_fetched_once(string name)
        {
            byte[] content = FakeImages.Program(50000, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(50000, "0.9.0"));

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(2, rig.Images.OpenCount);
            Assert.AreEqual(2 * 50000, rig.Images.DeliveredBytes);
        }

        [TestMethod]
        public void A_page_whose_content_cannot_be_fetched_again_is_not_erased()
        {
            byte[] content = FakeImages.Program(3 * 8192, "1.0.0");
            Rig rig = new Rig("U575", content);
            rig.Target.Records = true;
            rig.Install(content);
            rig.Part.Memory.Flash.Load(100, new byte[] { (byte)~content[100] });
            rig.Part.Memory.Flash.Load(8192 + 5000, new byte[] { (byte)~content[8192 + 5000] });
            rig.Images.BreakingDownload = 3;
            rig.Images.BreaksAt = 0;

            rig.ProgramInVain();

            Assert.AreEqual("0 ", Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void A_page_left_without_its_start_is_only_committed()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf();
            rig.Part.Memory.Flash.Load(0, content);
            rig.Part.Memory.Flash.Load(0, Hex.ToBytes("FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF"));

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(2, rig.Part.Memory.Flash.ProgramCount);
        }

        [TestMethod]
        public void The_content_of_a_page_arrives_in_chunks_padded_with_FF_and_again_after_going_back()
        {
            byte[] image = FakeImages.Program(PageSize + 100, "1.0.0");
            FakeImages server = new FakeImages(image);
            ImageReader reader = new ImageReader(server.Checked(server.Describe(Id)));
            PageContent content = new PageContent(reader, 2048, Part());
            content.Begin(0, PageSize);
            Assert.AreEqual(PageSize, content.Length);
            for (int round = 0; round < 2; round++)
            {
                Assert.AreEqual(16, content.Load(16));
                Assert.AreEqual(Hex.ToText(image, 0, 16), Hex.ToText(content.Commit, 0, 16));
                Assert.AreEqual((byte)0xFF, content.Buffer[15]);
                Assert.AreEqual(Hex.ToText(image, 16, 2032), Hex.ToText(content.Buffer, 16, 2032));
                Assert.AreEqual(2048, content.EndOfPiece(2047));
                Assert.AreEqual(0, content.Load(2048));
                Assert.AreEqual(Hex.ToText(image, 2048, 2048), Hex.ToText(content.Buffer, 0, 2048));
            }

            content.Load(PageSize - 1);
            content.Begin(PageSize, 100);

            Assert.AreEqual(112, content.Length);
            Assert.AreEqual(112, content.EndOfPiece(0));
            Assert.AreEqual(0, content.Load(0));
            Assert.AreEqual(Hex.ToText(image, PageSize, 100) + " FF FF FF FF FF FF FF FF FF FF FF FF", Hex.ToText(content.Buffer, 0, 112));
            reader.Verify();
        }

        [TestMethod]
        public void Pages_that_are_smaller_than_a_piece_share_it()
        {
            byte[] image = FakeImages.Program(2500, "1.0.0");
            FakeImages server = new FakeImages(image);
            ImageReader reader = new ImageReader(server.Checked(server.Describe(Id)));
            PageContent content = new PageContent(reader, 2048, Part());
            content.Begin(0, 1024);
            Assert.AreEqual(1024, content.EndOfPiece(0));
            content.Load(0);

            content.Begin(1024, 1024);

            Assert.AreEqual(1024 + 16, content.Load(16));
            Assert.AreEqual(1024, content.EndOfPiece(0));
            Assert.AreEqual(Hex.ToText(image, 1024, 1024), Hex.ToText(content.Buffer, 1024, 1024));
            Assert.AreEqual(2048, server.DeliveredBytes);
            content.Begin(2048, 452);
            Assert.AreEqual(0, content.Load(0));
            Assert.AreEqual(Hex.ToText(image, 2048, 452), Hex.ToText(content.Buffer, 0, 452));
            Assert.AreEqual(Hex.ToText(image, 0, 16), Hex.ToText(content.Commit, 0, 16));
        }

        [TestMethod]
        public void Of_a_page_only_the_requested_piece_is_read()
        {
            FakeImages server = new FakeImages(FakeImages.Program(PageSize, "1.0.0"));
            ImageReader reader = new ImageReader(server.Checked(server.Describe(Id)));
            PageContent content = new PageContent(reader, 2048, Part());
            content.Begin(0, PageSize);
            Assert.AreEqual(0, reader.Position);

            content.Load(0);

            Assert.AreEqual(2048, reader.Position);
        }

        [DataRow("L432", 2048)]
        [DataRow("U575", 8192)]
        public void A_changed_download_that_matches_the_flash_is_an_error_before_any_erase(string name, int pageSize)
        {
            byte[] content = FakeImages.Program(5 * pageSize, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(content);
            rig.Part.Memory.Flash.Load(pageSize + 100, new byte[] { (byte)(content[pageSize + 100] ^ 1) });
            rig.Part.Memory.Flash.Load((3 * pageSize) + 100, new byte[] { (byte)~content[(3 * pageSize) + 100] });
            rig.Images.SpoiledDownload = 2;
            rig.Images.SpoiledAt = pageSize + 100;

            rig.ProgramInVain();

            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
        }

        private static Rig RigOf()
        {
            Stm32Part part = Stm32Parts.Create("L476");
            part.Id = Id;
            part.PageSize = PageSize;
            Rig rig = new Rig(part, FakeImages.Program(Size, "1.0.0"));
            rig.Target.Records = true;
            rig.Programmer = ProgrammerOf(rig);
            return rig;
        }

        private static TargetProgrammer ProgrammerOf(Rig rig, FlashLayout pages = null)
        {
            return rig.CreateProgrammer(
                rig.Target,
                new Stm32Device
                {
                    Id = Id,
                    Name = "an F4",
                    HasOneBank = true,
                    FlashSize = 1024 * 1024,
                    Pages = pages ?? new FlashLayout(PageSize),
                    ProgramUnit = 8,
                    RamSize = 96 * 1024,
                    FreeRam = pages == null ? 0 : 0x20004000u,
                    PageEraseTime = 400,
                    StartTime = 60,
                });
        }

        private static PartDescription Part()
        {
            return new PartDescription(new Stm32Devices().Find(0x435), new PartIdentity(0x435, true, false), 256 * 1024, WordReader.Refused, WordReader.Refused);
        }
    }
}
