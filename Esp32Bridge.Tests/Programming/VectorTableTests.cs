using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>An image that is linked for another address is refused by its vectors; no other image is refused by them.</summary>
    [TestClass]
    public class VectorTableTests
    {
        private const string Advice = ". The image is linked for another address: link it for this one or give the address that it is linked for in the job.";
        private const int Flash = 0x08000000;
        private const int Words = 100;

        [TestMethod]
        public void An_image_for_another_address_whose_entry_seems_to_be_inside_it_is_refused_and_the_old_program_continues()
        {
            byte[] old = FakeImages.Program(400, "0.9.0");
            Rig rig = new Rig("L432", LinkedImage.Of(0x8000, 0x08007000, Words, 0x1100, 0x190));
            rig.Install(old);

            Assert.AreEqual(
                "A: check the image at 0x08000008: expected the handler of NMI within the image: 0x08000000 to 0x08007FFF; got 0x08008101" + Advice,
                rig.ProgramInVain().Message);
            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual(0, rig.Target.FrameCount);
            Assert.IsTrue(rig.Runs(old, "0.9.0"));
        }

        // Linked after the address where it is put, and before it.
        [DataRow(Flash, Flash + 0x800, 0x1000, 0xC00, 0x190)]
        [DataRow(Flash, Flash + 0x4000, 0x5000, 0x1190, 0x190)]
        [DataRow(Flash, Flash + 0x10000, 0x20000, 0x18000, 0x190)]
        [DataRow(Flash + 0x4000, Flash + 0x8000, 0x8000, 0x7000, 0x190)]
        [DataRow(Flash + 0x800, Flash, 0x1000, 0x190, 0xC00)]
        [DataRow(Flash + 0x4000, Flash, 0x8000, 0x190, 0x5000)]
        [DataRow(Flash + 0x10000, Flash, 0x20000, 0x190, 0x10190)]
        [DataRow(Flash + 0x8000, Flash + 0x4000, 0x8000, 0x190, 0x5000)]
        public void An_image_for_another_address_is_refused_with_any_size_and_distance(int address, int linkedFor, int size, int handler, int entry)
        {
            byte[] image = LinkedImage.Of(size, (uint)linkedFor, Words, handler, entry);

            BridgeException error = Refused("L432", image, (uint)address);

            Assert.AreEqual((long)(address + 8), error.Address);
            Assert.AreEqual("0x" + (linkedFor + handler + 1).ToString("X8"), error.Got);
        }

        [DataRow(2, "NMI")]
        [DataRow(3, "HardFault")]
        [DataRow(4, "MemManage")]
        [DataRow(5, "BusFault")]
        [DataRow(6, "UsageFault")]
        [DataRow(11, "SVCall")]
        [DataRow(12, "DebugMonitor")]
        [DataRow(14, "PendSV")]
        [DataRow(15, "SysTick")]
        [DataRow(16, "interrupt 0")]
        [DataRow(63, "interrupt 47")]
        [DataRow(64, "interrupt 48")]
        [DataRow(99, "interrupt 83")]
        public void One_vector_that_points_outside_the_image_is_enough(int index, string name)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, Words, 0x190, 0x194);
            FakeImages.Put(image, 4 * index, Flash + 0x1001);

            BridgeException error = Refused("L432", image, Flash);

            Assert.AreEqual((long)(Flash + (4 * index)), error.Address);
            Assert.AreEqual("the handler of " + name + " within the image: 0x08000000 to 0x08000FFF", error.Expected);
            Assert.AreEqual("0x08001001", error.Got);
        }

        [DataRow(254, true)]
        [DataRow(255, true)]
        [DataRow(256, false)]
        public void The_240_interrupts_of_the_largest_table_are_checked(int index, bool isRefused)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, 300, 0x600, 0x604);
            FakeImages.Put(image, 4 * index, Flash + 0x1001);

            if (isRefused)
            {
                Assert.AreEqual("the handler of interrupt " + (index - 16) + " within the image: 0x08000000 to 0x08000FFF", Refused("L476", image, Flash).Expected);
            }
            else
            {
                IsTaken("L476", image, Flash);
            }
        }

        // The flash of the largest L43x ends at 0x0803FFFF.
        [DataRow(Flash + 0x3FFFF, true)]
        [DataRow(Flash + 0x40001, false)]
        [DataRow(Flash - 1, false)]
        [DataRow(Flash + 0x1000, false)]
        [DataRow(Flash + 0xFFF, false)]
        [DataRow(0x1FFF0101, false)]
        public void Only_an_odd_address_in_the_flash_of_the_part_indicates_another_link_address(int word, bool isRefused)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, Words, 0x190, 0x194);
            FakeImages.Put(image, 12, (uint)word);

            if (isRefused)
            {
                Assert.AreEqual("0x" + word.ToString("X8"), Refused("L432", image, Flash).Got);
            }
            else
            {
                IsTaken("L432", image, Flash);
            }
        }

        // Unused vectors, and handlers in RAM: L432 has 64 KiB at 0x20000000 and 16 KiB at 0x10000000. The table continues after them.
        [DataRow(0)]
        [DataRow(-1)]
        [DataRow(0x20000101)]
        [DataRow(0x2000FFFF)]
        [DataRow(0x10000005)]
        [DataRow(0x10003FFF)]
        public void A_vector_that_is_unused_or_points_into_the_RAM_is_accepted_and_does_not_end_the_table(int word)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, Words, 0x190, 0x194);
            FakeImages.Put(image, 8, (uint)word);
            FakeImages.Put(image, 80, (uint)word);
            IsTaken("L432", image, Flash);

            FakeImages.Put(image, 160, Flash + 0x8001);
            Assert.AreEqual("the handler of interrupt 24 within the image: 0x08000000 to 0x08000FFF", Refused("L432", image, Flash).Expected);
        }

        [DataRow(7)]
        [DataRow(8)]
        [DataRow(9)]
        [DataRow(10)]
        [DataRow(13)]
        public void A_reserved_vector_may_hold_anything_and_does_not_end_the_table(int index)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, Words, 0x190, 0x194);
            FakeImages.Put(image, 4 * index, Flash + 0x8001);
            IsTaken("L432", image, Flash);

            FakeImages.Put(image, 4 * index, 0x312E3076);
            IsTaken("L432", image, Flash);

            FakeImages.Put(image, 160, Flash + 0x8001);
            Assert.AreEqual((long)(Flash + 160), Refused("L432", image, Flash).Address);
        }

        // A table of cortex-m-rt without a device, or of a small program in assembly, followed by a text; constants; the table
        // of an F1, which ends with an instruction for booting from RAM.
        [DataRow(16, "76 31 2E 30")]
        [DataRow(16, "48 65 6C 6C 6F")]
        [DataRow(2, "76 65 72 73")]
        [DataRow(4, "20 4E 00 00")]
        [DataRow(16, "03 00 01 00")]
        [DataRow(60, "5F F8 E0 F1")]
        [DataRow(16, "00 10 00 08")]
        public void A_table_ends_at_the_first_word_that_is_not_a_vector(int words, string next)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, words, 0x400, 0x404);
            Hex.ToBytes(next).CopyTo(image, 4 * words);
            FakeImages.Put(image, (4 * words) + 8, Flash + 0x8001);

            IsTaken("L432", image, Flash);
        }

        [DataRow(0x80, 0x180)]
        [DataRow(0x180, 0x80)]
        public void A_table_ends_where_the_first_code_begins(int handler, int entry)
        {
            byte[] image = LinkedImage.Of(0x1000, Flash, 32, handler, entry);

            // A literal of the handler.
            FakeImages.Put(image, 0x80, Flash + 0x8001);
            IsTaken("L432", image, Flash);

            FakeImages.Put(image, 0x7C, Flash + 0x8001);
            Assert.AreEqual((long)(Flash + 0x7C), Refused("L432", image, Flash).Address);
        }

        [TestMethod]
        public void A_loader_followed_by_its_application_is_one_image()
        {
            byte[] image = LinkedImage.Of(0x8000, Flash, Words, 0x190, 0x194);
            LinkedImage.Of(0x4000, Flash + 0x4000, Words, 0x190, 0x194).CopyTo(image, 0x4000);

            // The loader passes an interrupt on to the application.
            FakeImages.Put(image, 100, Flash + 0x4191);
            IsTaken("L432", image, Flash);
        }

        [TestMethod]
        public void An_application_linked_for_its_address_after_a_loader_is_accepted()
        {
            Rig rig = new Rig("L432", LinkedImage.Of(0x4000, Flash + 0x4000, Words, 0x190, 0x194));
            rig.Part.Memory.Flash.Load(0, FakeImages.Program(600, "1.0.0"));
            rig.Image = rig.Images.Describe(0x435, Flash + 0x4000);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [DataRow(600)]
        [DataRow(0x10000)]
        public void An_image_may_be_linked_for_the_alias_of_the_flash_at_reset(int size)
        {
            IsTaken("L432", LinkedImage.Of(size, 0, Words, 0x190, 0x194), Flash);
            IsTaken("L432", LinkedImage.Of(size, 0x4000, Words, 0x190, 0x194), Flash + 0x4000);

            Assert.AreEqual("0x00004195", Refused("L432", LinkedImage.Of(600, 0x4000, Words, 0x190, 0x194), Flash).Got);
        }

        [DataRow("L552")]
        [DataRow("U575")]
        [DataRow("U375")]
        [DataRow("H563")]
        [DataRow("WBA52")]
        [DataRow("H743")]
        public void An_image_for_the_alias_is_refused_if_the_part_has_none(string name)
        {
            Assert.AreEqual("0x00000195", Refused(name, LinkedImage.Of(600, 0, Words, 0x190, 0x194), Flash).Got);
        }

        [TestMethod]
        public void A_part_may_have_another_alias_of_its_flash()
        {
            Stm32Device row = new Stm32Device(new Stm32Devices().Find(0x435)) { FlashAlias = 0x00200000 };
            byte[] image = LinkedImage.Of(600, 0x00200000, Words, 0x190, 0x194);

            Assert.IsNull(ErrorOf("L432", image, Flash, false, row));
        }

        // Programs of the Cortex-M4 of H745 have their stack in the RAM of its domain, and are in the second bank.
        [DataRow(0x10048000)]
        [DataRow(0x30048000)]
        [DataRow(0x38010000)]
        [DataRow(0x24080000)]
        [DataRow(0x20020000)]
        public void The_stack_may_be_in_each_RAM_of_a_part(int stack)
        {
            byte[] image = LinkedImage.Of(600, 0x08100000, Words, 0x190, 0x194);
            FakeImages.Put(image, 0, (uint)stack);
            IsTaken("H743", image, 0x08100000);

            FakeImages.Put(image, 0, (uint)stack + 4);
            Assert.AreEqual("0x" + ((uint)stack + 4).ToString("X8"), ErrorOf("H743", image, 0x08100000, false).Got);
        }

        [TestMethod]
        public void Data_may_hold_any_vectors()
        {
            Assert.IsNull(ErrorOf("L432", LinkedImage.Of(0x8000, 0x08007000, Words, 0x1100, 0x190), Flash, true));
        }

        private static BridgeException Refused(string part, byte[] content, uint address, params Stm32Device[] own)
        {
            BridgeException error = ErrorOf(part, content, address, false, own);
            Assert.IsNotNull(error, "it is taken");
            Assert.AreEqual("check the image", error.Step);
            Assert.AreEqual(Advice, ". " + error.Advice);
            return error;
        }

        private static void IsTaken(string part, byte[] content, uint address)
        {
            BridgeException error = ErrorOf(part, content, address, false);
            Assert.IsNull(error, error == null ? string.Empty : error.Message);
        }

        private static BridgeException ErrorOf(string part, byte[] content, uint address, bool isData, params Stm32Device[] own)
        {
            Rig rig = new Rig(part, content);
            rig.Image = rig.Images.Describe(rig.Image.DeviceId, address);
            rig.Describe(isData, false);
            try
            {
                rig.CreateProgrammer(rig.Target, own).Check(new CheckedImage(rig.Image, rig.Images));
            }
            catch (BridgeException error)
            {
                return error;
            }

            return null;
        }
    }
}
