using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>An image that does not begin like a program for the part: the part is not reset.</summary>
    [TestClass]
    public class ImageCheckTests
    {
        private const int Size = 600;
        private const string NoProgram = ". The file is no program for this part and address.";
        private const string LinkIt = ". The image is linked for another address: link it for this one or give the address that it is linked for in the job.";

        [DataRow(0x00000000)]
        [DataRow(0x08000000)]
        [DataRow(0x10000003)]
        [DataRow(0x20000003)]
        [DataRow(-1)]
        public void A_stack_pointer_that_is_zero_or_not_in_RAM_is_refused(int stack)
        {
            IsRefused(Of((uint)stack, 0x08000101), "A: check the image at 0x08000000: expected a stack pointer in the RAM of STM32L43x/44x; got 0x" + stack.ToString("X8") + NoProgram);
        }

        [DataRow(0x10000000)]
        [DataRow(0x10004004)]
        [DataRow(0x1FFFFFFC)]
        [DataRow(0x20000000)]
        [DataRow(0x20010004)]
        [DataRow(0x20018000)]
        [DataRow(0x30048000)]
        public void A_stack_pointer_in_a_RAM_that_the_table_lacks_is_refused_with_that_possible_cause(int stack)
        {
            IsRefused(
                Of((uint)stack, 0x08000101),
                "A: check the image at 0x08000000: expected a stack pointer in the RAM of STM32L43x/44x; got 0x" + stack.ToString("X8") + ". It is no program for this part or has its stack in a RAM that the device table does not name.");
        }

        [DataRow(0x00000000)]
        [DataRow(0x00000100)]
        [DataRow(0x00040001)]
        [DataRow(0x07FFFFFF)]
        [DataRow(0x08000100)]
        [DataRow(0x08002100)]
        [DataRow(0x08040001)]
        [DataRow(0x20000101)]
        [DataRow(-1)]
        public void An_entry_that_is_even_or_outside_the_flash_is_refused(int entry)
        {
            IsRefused(Of(0x20002800, (uint)entry), "A: check the image at 0x08000004: expected an odd entry within the image; got 0x" + entry.ToString("X8") + NoProgram);
        }

        [DataRow(0x00000259)]
        [DataRow(0x0003FFFF)]
        [DataRow(0x08000259)]
        [DataRow(0x08002101)]
        [DataRow(0x0803FFFF)]
        public void An_entry_in_the_flash_but_outside_the_image_is_refused(int entry)
        {
            IsRefused(Of(0x20002800, (uint)entry), "A: check the image at 0x08000004: expected an odd entry within the image; got 0x" + entry.ToString("X8") + LinkIt);
        }

        [DataRow("L432", 0x20000004)]
        [DataRow("L432", 0x20010000)]
        [DataRow("L476", 0x20018000)]
        [DataRow("L412", 0x2000A000)]
        [DataRow("U575", 0x200C0000)]
        [DataRow("F103", 0x20005000)]
        [DataRow("L476", 0x20017FFF)]
        [DataRow("L476", 0x20018003)]
        [DataRow("L432", 0x2000FFFF)]
        [DataRow("L432", 0x20002801)]
        [DataRow("L432", 0x20002802)]
        [DataRow("L432", 0x20000007)]
        [DataRow("F103", 0x20004FFF)]
        public void A_stack_at_the_end_of_the_RAM_is_accepted_and_its_two_lowest_bits_do_not_matter(string name, int stack)
        {
            byte[] content = Of((uint)stack, 0x08000101);
            Rig rig = new Rig(name, content);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
        }

        [DataRow(0x10000004)]
        [DataRow(0x10004000)]
        [DataRow(0x10003FFF)]
        public void A_stack_in_the_other_RAM_is_accepted(int stack)
        {
            Rig rig = new Rig("L432", Of((uint)stack, 0x08000101));

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [TestMethod]
        public void An_entry_at_the_very_end_of_the_image_is_accepted()
        {
            byte[] content = Of(0x20002800, 0x08000257);
            Rig rig = new Rig("L432", content);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [TestMethod]
        public void An_image_that_is_linked_for_another_address_is_refused()
        {
            Rig rig = new Rig("L432", Of(0x20002800, 0x08000101));
            rig.Image = rig.Images.Describe(0x435, 0x08002000);

            Assert.AreEqual("A: check the image at 0x08002004: expected an odd entry within the image; got 0x08000101" + LinkIt, rig.ProgramInVain().Message);
            Assert.AreEqual(0, rig.Target.ResetCount);
        }

        [DataRow(0, 0)]
        [DataRow(-1, -1)]
        [DataRow(0x20000000, 0x08000100)]
        public void Data_need_not_begin_like_a_program(int first, int second)
        {
            Rig rig = new Rig("L432", Of((uint)first, (uint)second));
            rig.Part.Memory.Flash.Load(0, new byte[Size]);
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        private static byte[] Of(uint stack, uint entry)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            FakeImages.Put(content, 0, stack);
            FakeImages.Put(content, 4, entry);
            return content;
        }

        private static void IsRefused(byte[] content, string error)
        {
            byte[] old = FakeImages.Program(400, "0.9.0");
            Rig rig = new Rig("L432", content);
            rig.Install(old);

            Assert.AreEqual(error, rig.ProgramInVain().Message);

            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual(0, rig.Target.FrameCount);
            Assert.AreEqual(0, rig.Part.Memory.Flash.EraseCount);
            Assert.IsFalse(rig.HasNoProgram);
            Assert.IsTrue(rig.Runs(old, "0.9.0"), "the old program does not run");
        }
    }
}
