using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    [TestClass]
    public class StepOrderTests
    {
        [TestMethod]
        public void An_L4_gets_its_stack_pointer_and_entry_as_the_very_last_frame()
        {
            Assert.AreEqual(
                "sync; get; id; get; id; R 08000000+4; R 1FFF75E0+4; R 1FFF75E0+4; R 1FFF7800+4; R 1FFF7800+4; R 08000254+4; R 08000000+16; R 080007F0+16; R 08000000+16; R 1FFF7808+28; R 1FFF7808+28; R 08000000+16; E 0000+1; R 08000000+1; "
                + "W 08000010+240; R 08000000+256; W 08000100+256; R 08000100+256; W 08000200+96; R 08000200+96; "
                + "W 08000008+8; R 08000008+8; W 08000000+8; R 08000000+8",
                WireOf("L432", 600));
        }

        [TestMethod]
        public void A_U5_gets_its_first_unit_as_the_very_last_frame()
        {
            Assert.AreEqual(
                "sync; get; id; get; id; R 08000000+4; R 0BFA07A0+4; R 0BFA07A0+4; R 40022040+4; R 40022040+4; R 40022044+4; R 40022044+4; R 08000128+4; R 08000000+16; R 08001FF0+16; R 08000000+16; R 40022058+24; R 40022058+24; R 08000000+16; E 0000+1; R 08000000+1; "
                + "W 08000010+240; R 08000000+256; W 08000100+48; R 08000100+48; "
                + "W 08000000+16; R 08000000+16",
                WireOf("U575", 300));
        }

        [TestMethod]
        public void An_F1_is_erased_with_the_old_command()
        {
            Assert.AreEqual(
                "sync; get; id; get; id; R 08000000+4; R 1FFFF7E0+4; R 1FFFF7E0+4; R 08000128+4; R 08000000+16; R 080003F0+16; R 08000000+16; R 1FFFF808+8; R 1FFFF808+8; R 08000000+16; E 00+1; R 08000000+1; "
                + "W 08000010+240; R 08000000+256; W 08000100+48; R 08000100+48; "
                + "W 08000008+8; R 08000008+8; W 08000000+4; R 08000000+4; W 08000004+4; R 08000004+4",
                WireOf("F103", 300));
        }

        [TestMethod]
        public void A_page_is_compared_and_erased_just_before_it_is_written()
        {
            string wire = WireOf("L432", 5000);

            Assert.Contains("R 080007F0+16; R 08000000+16; R 1FFF7808+28; R 1FFF7808+28; R 08000000+16; E 0000+1; R 08000000+1; W 08000010+240; R 08000000+256; ", wire);
            Assert.Contains("R 08000700+256; R 08000800+16; E 0001+1; W 08000800+256; R 08000800+256; ", wire);
            Assert.Contains("R 08000F00+256; R 08001000+16; E 0002+1; W 08001000+256; R 08001000+256; ", wire);
        }

        [TestMethod]
        public void Empty_pages_that_stay_empty_are_not_erased()
        {
            byte[] content = FakeImages.Program(300, "1.0.0");
            byte[] image = new byte[3000];
            for (int i = 0; i < image.Length; i++)
            {
                image[i] = i < content.Length ? content[i] : (byte)0xFF;
            }

            string wire = WireOf("F103", image);

            Assert.Contains("; E 00+1; R 08000000+1; W 08000010+240; ", wire);
            Assert.Contains("; R 08000400+16; R 08000410+256; R 08000510+256; R 08000610+256; R 08000710+240; R 08000800+256; ", wire);
            Assert.DoesNotContains("E 01+1", wire);
            Assert.DoesNotContains("E 02+1", wire);
        }

        [TestMethod]
        public void Blocks_of_FF_are_not_written_but_read_back()
        {
            byte[] image = FakeImages.Program(1024, "1.0.0");
            for (int i = 512; i < 768; i++)
            {
                image[i] = 0xFF;
            }

            Assert.Contains("R 08000100+256; R 08000200+256; W 08000300+256; R 08000300+256; ", WireOf("L432", image));
        }

        [TestMethod]
        public void Units_of_FF_at_the_ends_of_a_block_are_not_written()
        {
            byte[] image = FakeImages.Program(1024, "1.0.0");
            for (int i = 512; i < image.Length; i++)
            {
                image[i] = 0xFF;
            }

            image[512 + 47] = 0;
            image[512 + 128] = 0;
            image[768 + 255] = 0;

            Assert.Contains("R 08000100+256; W 08000220+112; R 08000200+256; W 080003F0+16; R 08000300+256; ", WireOf("L432", image));
        }

        [TestMethod]
        public void An_image_at_another_address_is_written_there()
        {
            Rig rig = new Rig("U575", FakeImages.Program(300, "1.0.0", 0x08004000));
            rig.Image = rig.Images.Describe(0x482, 0x08004000);
            rig.Install(FakeImages.Program(900, "loader"));
            rig.Target.Records = true;

            rig.Program();

            Assert.AreEqual(
                "sync; get; id; get; id; R 08000000+4; R 0BFA07A0+4; R 0BFA07A0+4; R 40022040+4; R 40022040+4; R 40022044+4; R 40022044+4; R 08004128+4; R 08000000+4; R 08000000+4; R 08004000+16; R 08005FF0+16; R 08004010+16; R 08004010+16; R 40022058+24; R 40022058+24; R 08004000+16; E 0002+1; "
                + "W 08004010+240; R 08004000+256; W 08004100+48; R 08004100+48; "
                + "W 08004000+16; R 08004000+16",
                Wire.Describe(rig.Target.Written));
            Assert.IsTrue(rig.FlashHoldsImage());
        }

        [TestMethod]
        public void The_phases_come_in_order()
        {
            Rig rig = new Rig("L432", FakeImages.Program(5000, "1.0.0"));

            rig.Program();

            Assert.AreEqual("0123456", rig.Progress.Phases);
        }

        private static string WireOf(string part, int size)
        {
            return WireOf(part, FakeImages.Program(size, "1.0.0"));
        }

        private static string WireOf(string part, byte[] content)
        {
            Rig rig = new Rig(part, content);
            rig.Install(FakeImages.Program(300, "0.9.0"));
            rig.Target.Records = true;
            rig.Program();
            Assert.IsTrue(rig.Runs(content, "1.0.0"), "it does not run");
            return Wire.Describe(rig.Target.Written);
        }
    }
}
