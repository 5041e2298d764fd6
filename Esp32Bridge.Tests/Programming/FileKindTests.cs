using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A file that is not a plain binary is named, with advice.</summary>
    [TestClass]
    public class FileKindTests
    {
        private const int Flash = 0x08000000;
        private const int Size = 600;

        [DataRow(":020000040800F2\r\n:1000000000280020010100080101000801010008", "an Intel HEX file. Convert it (job new does it too): arm-none-eabi-objcopy -I ihex -O binary app.hex app.bin")]
        [DataRow("\r\n:10010000214601360121470136007EFE09D2190140", "an Intel HEX file. Convert it (job new does it too): arm-none-eabi-objcopy -I ihex -O binary app.hex app.bin")]
        [DataRow("S00F000068656C6C6F202020202000003C\nS11F0000", "a Motorola S-record file. Convert it (job new does it too): arm-none-eabi-objcopy -I srec -O binary app.s19 app.bin")]
        [DataRow("S3150800000000280020010100080101000801010008A2\n", "a Motorola S-record file. Convert it (job new does it too): arm-none-eabi-objcopy -I srec -O binary app.s19 app.bin")]
        [DataRow("@08000000\r\n00 28 00 20 01 01 00 08", "a TI-TXT file. Convert it: srec_cat app.txt -Texas_Instruments_TeXT -offset -0x08000000 -o app.bin -binary")]
        [DataRow("<!DOCTYPE html>\n<html><head><title>404 Not Found</title>", "a page (HTML or XML). The server has sent a page instead of the file: look at the address of the image.")]
        [DataRow("\n  <html><body>Sign in to the guest network</body></html>", "a page (HTML or XML). The server has sent a page instead of the file: look at the address of the image.")]
        [DataRow("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "a page (HTML or XML). The server has sent a page instead of the file: look at the address of the image.")]
        [DataRow("{\"error\":\"not found\"}", "a JSON text. The server has sent a text instead of the file: look at the address of the image.")]
        [DataRow("[ { \"id\": 1 } ]", "a JSON text. The server has sent a text instead of the file: look at the address of the image.")]
        public void A_text_is_named(string start, string expected)
        {
            byte[] content = TextOf(start);

            Assert.AreEqual("A: check the image at 0x08000000: expected a plain binary; got " + expected, Refused(content, Flash).Message);
        }

        [DataRow("EF BB BF 3C 68 74 6D 6C 3E", "a page (HTML or XML)")]
        [DataRow("EF BB BF 3A 30 32 30 30 30 30 30 34 30 38 30 30 46 32", "an Intel HEX file")]
        public void A_byte_order_mark_of_UTF_8_does_not_matter(string start, string expected)
        {
            byte[] content = TextOf(string.Empty);
            Hex.ToBytes(start).CopyTo(content, 0);

            Assert.AreEqual(expected, Refused(content, Flash).Got);
        }

        [DataRow("7F 45 4C 46 01 01 01 00", "an ELF file. Convert it (job new does it too): arm-none-eabi-objcopy -O binary app.elf app.bin")]
        [DataRow("44 66 75 53 65 01 25 03 00 00", "a DfuSe file. Make the job from the binary that it was packed from.")]
        [DataRow("55 46 32 0A 57 51 5D 9E 00 20 00 00", "a UF2 file. Convert it: uf2conv.py app.uf2 --convert --output app.bin")]
        [DataRow("1F 8B 08 00 00 00 00 00", "a gzip file. Unpack it (gunzip) and make the job from its content.")]
        [DataRow("50 4B 03 04 14 00 00 00", "a zip file. Unpack it and make the job from the binary in it.")]
        public void A_container_is_named(string start, string expected)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Hex.ToBytes(start).CopyTo(content, 0);

            Assert.AreEqual("A: check the image at 0x08000000: expected a plain binary; got " + expected, Refused(content, Flash).Message);
        }

        [TestMethod]
        public void The_address_of_the_image_is_in_the_advice_for_TI_TXT()
        {
            Assert.AreEqual("Convert it: srec_cat app.txt -Texas_Instruments_TeXT -offset -0x08004000 -o app.bin -binary", Refused(TextOf("@8004000\n00 28 00 20"), Flash + 0x4000).Advice);
        }

        // Bytes that begin like one of the formats and continue differently. The texts of the second half may be data.
        [DataRow("3A 30 32 30 30 30 30 30 34 30 38 30 30 00")]
        [DataRow("3C 68 74 6D 6C 3E 01")]
        [DataRow("7B 22 61 22 3A 00")]
        [DataRow("1F 8B 07")]
        [DataRow("50 4B 05 06")]
        [DataRow("3A 61 20 6C 69 73 74")]
        [DataRow("53 30 30 20 41 42")]
        [DataRow("40 68 6F 6D 65")]
        [DataRow("4B 65 79 3D 31")]
        public void A_file_of_an_unknown_format_is_named_as_not_a_program(string start)
        {
            byte[] content = TextOf(string.Empty);
            Hex.ToBytes(start).CopyTo(content, 0);

            Assert.AreEqual("The file is no program for this part and address.", Refused(content, Flash).Advice);
            Assert.AreEqual("The file is no program for this part and address; for data set 'kind' to 'data' in the job.", Refused(content, Flash + 0x4000).Advice);
        }

        [DataRow(":020000040800F2\r\n:10")]
        [DataRow("<html>")]
        [DataRow("{\"a\": 1}")]
        public void It_is_accepted_as_data_if_the_job_says_so(string start)
        {
            Rig rig = new Rig("L432", TextOf(start));
            rig.Image = rig.Images.Describe(0x435, Flash + 0x4000);
            rig.Describe(true, false);

            rig.Program();

            Assert.IsTrue(rig.FlashHoldsImage());
        }

        // The shortest possible image.
        [TestMethod]
        public void Sixteen_bytes_are_enough()
        {
            Assert.AreEqual("an Intel HEX file", Refused(Encoding.UTF8.GetBytes(":00000001FF\r\n\r\n\n"), Flash).Got);
        }

        private static byte[] TextOf(string start)
        {
            byte[] content = new byte[Size];
            for (int i = 0; i < Size; i++)
            {
                content[i] = (byte)' ';
            }

            Encoding.UTF8.GetBytes(start).CopyTo(content, 0);
            return content;
        }

        private static BridgeException Refused(byte[] content, uint address)
        {
            Rig rig = new Rig("L432", content);
            rig.Image = rig.Images.Describe(0x435, address);
            BridgeException error = rig.ProgramInVain();
            Assert.AreEqual(0, rig.Target.ResetCount);
            Assert.AreEqual(0, rig.Target.FrameCount);
            return error;
        }
    }
}
