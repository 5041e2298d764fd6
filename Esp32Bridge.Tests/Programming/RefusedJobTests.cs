using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Jobs that cannot be for this part: the old program continues.</summary>
    [TestClass]
    public class RefusedJobTests
    {
        private const string Old = "0.9.0";

        [DataRow("L432", 0x415)]
        [DataRow("L476", 0x435)]
        [DataRow("U575", 0x481)]
        [DataRow("F103", 0x435)]
        public void An_image_for_another_part_is_refused_and_the_old_program_runs_again(string name, int deviceId)
        {
            byte[] old = FakeImages.Program(400, Old);
            Rig rig = RigOf(name, old);
            rig.Image = rig.Images.Describe((ushort)deviceId);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("identify", error.Step);
            Assert.Contains("0x" + deviceId.ToString("X3"), error.Expected);
            Assert.Contains("0x" + rig.Part.Part.Id.ToString("X3"), error.Got);
            IsUntouched(rig, old);
        }

        [TestMethod]
        public void A_part_that_the_table_does_not_know_is_named_by_its_id()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            byte[] old = FakeImages.Program(400, Old);
            part.Id = 0x123;
            Rig rig = new Rig(part, FakeImages.Program(600, "1.0.0"));
            rig.Image = rig.Images.Describe(0x435);
            rig.Install(old);

            Assert.AreEqual(
                "A: identify: expected device 0x435 (STM32L43x/44x); got 0x123 (unknown). The image is for another part: check the job and which target is wired where.",
                rig.ProgramInVain().Message);
            IsUntouched(rig, old);
        }

        [DataRow(0x435, 0x08000000, 600, "")]
        [DataRow(0x435, 0x08000000, 262144, "")]
        [DataRow(0x435, 0x08000000, 262145, "at most 262144 bytes for STM32L43x/44x")]
        [DataRow(0x435, 0x08000400, 600, "the start of a page of 2048 bytes")]
        [DataRow(0x435, 0x20000000, 600, "an address in the flash of STM32L43x/44x")]
        [DataRow(0x999, 0x08000000, 600, "a device id of the device table")]
        [DataRow(0x470, 0x08001000, 600, "")]
        [DataRow(0x470, 0x08002000, 600, "")]
        public void The_fields_of_a_job_are_checked_before_there_is_an_image(int device, int address, int size, string expected)
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));
            string got = string.Empty;
            try
            {
                rig.Programmer.CheckJob(Describe(rig, size, (ushort)device, (uint)address), false);
            }
            catch (ProgrammingException error)
            {
                Assert.AreEqual("A", error.Target);
                got = error.Expected;
            }

            Assert.AreEqual(expected, got);
            Assert.AreEqual(0, rig.Images.OpenCount);
        }

        [TestMethod]
        public void A_device_id_outside_the_table_is_refused_before_anything_is_fetched()
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));

            IsRefusedAtOnce(rig, Describe(rig, 600, 0x999, 0x08000000), "a device id of the device table");
        }

        [DataRow(0x00000000)]
        [DataRow(0x07FFF800)]
        [DataRow(0x08040000)]
        [DataRow(0x1FFF0000)]
        [DataRow(0x20000000)]
        public void An_address_outside_the_flash_is_refused_before_anything_is_fetched(int address)
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));

            IsRefusedAtOnce(rig, Describe(rig, 600, 0x435, (uint)address), "an address in the flash of STM32L43x/44x");
        }

        [TestMethod]
        public void An_address_above_the_middle_of_memory_is_refused_before_anything_is_fetched()
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));

            IsRefusedAtOnce(rig, Describe(rig, 600, 0x435, 0xFFFFF800), "an address in the flash of STM32L43x/44x");
        }

        [DataRow(0x08000004)]
        [DataRow(0x08000400)]
        [DataRow(0x08003F00)]
        public void An_address_inside_a_page_is_refused_before_anything_is_fetched(int address)
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));

            IsRefusedAtOnce(rig, Describe(rig, 600, 0x435, (uint)address), "the start of a page of 2048 bytes");
        }

        [DataRow(0x08000000, 0x40001)]
        [DataRow(0x08000000, int.MaxValue)]
        [DataRow(0x0803F800, 0x801)]
        [DataRow(0x08020000, 0x20001)]
        public void An_image_too_large_for_the_family_is_refused_before_anything_is_fetched(int address, int size)
        {
            Rig rig = RigOf("L432", FakeImages.Program(400, Old));
            int room = 0x08040000 - address;

            IsRefusedAtOnce(rig, Describe(rig, size, 0x435, (uint)address), "at most " + room + " bytes");
        }

        [DataRow("L432", 4096)]
        [DataRow("U575", 8192)]
        public void An_image_too_large_for_the_actual_part_is_refused_and_the_old_program_runs_again(string name, int flashSize)
        {
            Stm32Part part = Stm32Parts.Create(name);
            part.FlashSize = flashSize;
            byte[] old = FakeImages.Program(400, Old);
            Rig rig = new Rig(part, FakeImages.Program(flashSize + 1, "1.0.0"));
            rig.Install(old);

            BridgeException error = rig.ProgramInVain();

            Assert.AreEqual("check the size", error.Step);
            Assert.StartsWith("at most " + flashSize + " bytes for ", error.Expected);
            IsUntouched(rig, old);
        }

        [TestMethod]
        public void An_image_that_just_fits_into_the_actual_part_is_programmed()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSize = 4096;

            IsProgrammed(part, 4096);
        }

        [TestMethod]
        public void Without_a_readable_flash_size_the_largest_of_the_family_is_assumed()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSizeRegister = 0;

            IsProgrammed(part, 600);
        }

        [TestMethod]
        public void A_flash_size_of_zero_is_ignored()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSizeRegister = 0;
            part.SystemMemorySize = 0x8000;

            IsProgrammed(part, 600);
        }

        [TestMethod]
        public void A_flash_size_above_that_of_the_family_is_ignored()
        {
            Stm32Part part = Stm32Parts.Create("L432");
            part.FlashSize = 512 * 1024;

            IsProgrammed(part, 600);
        }

        private static void IsProgrammed(Stm32Part part, int size)
        {
            byte[] content = FakeImages.Program(size, "1.0.0");
            Rig rig = new Rig(part, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        private static Rig RigOf(string name, byte[] old)
        {
            Rig rig = new Rig(name, FakeImages.Program(600, "1.0.0"));
            rig.Install(old);
            rig.Settle();
            return rig;
        }

        private static ImageDescription Describe(Rig rig, int size, ushort deviceId, uint address)
        {
            return new ImageDescription("http://test/image.bin", size, rig.Image.Sha256, deviceId, address, "1");
        }

        private static void IsUntouched(Rig rig, byte[] old)
        {
            Assert.IsTrue(rig.Runs(old, Old), "the old program does not run");
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
        }

        private static void IsRefusedAtOnce(Rig rig, ImageDescription image, string expected)
        {
            rig.Image = image;

            Assert.Contains(expected, rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Images.OpenCount);
            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual(0, rig.Target.FrameCount);
            Assert.IsTrue(rig.Part.State == PartState.Application && rig.Part.Version == Old);
        }
    }
}
