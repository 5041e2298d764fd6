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
        [DataRow("\r\n:10010000214601360121470136007EFE09D2190140", "an Intel HEX file. Let it begin with ':' or 'S' and convert it (job new does it too): objcopy -I ihex -O binary app.hex app.bin")]
        [DataRow("S00F000068656C6C6F202020202000003C\nS11F0000", "a Motorola S-record file. Convert it (job new does it too): arm-none-eabi-objcopy -I srec -O binary app.s19 app.bin")]
        [DataRow("S3150800000000280020010100080101000801010008A2\n", "a Motorola S-record file. Convert it (job new does it too): arm-none-eabi-objcopy -I srec -O binary app.s19 app.bin")]
        [DataRow("s00f000068656c6c6f202020202000003c\ns11f0000", "a Motorola S-record file. Let it begin with ':' or 'S' and convert it (job new does it too): objcopy -I srec -O binary app.s19 app.bin")]
        [DataRow("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==", "a PEM file (a key or a certificate). It is not a program: look at the address of the image.")]
        [DataRow("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21", "a pointer of Git LFS. The file itself is elsewhere: git lfs pull")]
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
        [DataRow("44 66 75 53 65 01 25 03 00 00", "a DfuSe file. Unpack it (dfuse-pack.py --dump app.dfu) and make the job from the binary in it.")]
        [DataRow("55 46 32 0A 57 51 5D 9E 00 20 00 00", "a UF2 file. Convert it: uf2conv.py app.uf2 --convert --output app.bin")]
        [DataRow("1F 8B 08 00 00 00 00 00", "a gzip file. Unpack it (gunzip) and make the job from its content.")]
        [DataRow("42 5A 68 39 31 41 59 26", "a bzip2 file. Unpack it (bunzip2) and make the job from its content.")]
        [DataRow("FD 37 7A 58 5A 00 00 04", "an xz file. Unpack it (unxz) and make the job from its content.")]
        [DataRow("28 B5 2F FD 24 05 29 00", "a zstd file. Unpack it (unzstd) and make the job from its content.")]
        [DataRow("04 22 4D 18 64 40 A7 05", "an LZ4 file. Unpack it (unlz4) and make the job from its content.")]
        [DataRow("37 7A BC AF 27 1C 00 04", "a 7z file. Unpack it and make the job from the binary in it.")]
        [DataRow("52 61 72 21 1A 07 01 00", "a RAR file. Unpack it and make the job from the binary in it.")]
        [DataRow("21 3C 61 72 63 68 3E 0A", "a library of object files. Link it and convert the result: arm-none-eabi-objcopy -O binary app.elf app.bin")]
        [DataRow("4E 46 4D 52 4B 32 00 00", "a file of nanoFramework. It is for the ESP32: nanoff --nanodevice --deploy writes it.")]
        [DataRow("50 4B 03 04 14 00 00 00", "a zip file. Unpack it and make the job from the binary in it.")]
        public void A_container_is_named(string start, string expected)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Hex.ToBytes(start).CopyTo(content, 0);

            Assert.AreEqual("A: check the image at 0x08000000: expected a plain binary; got " + expected, Refused(content, Flash).Message);
        }

        [DataRow("3D B8 F3 96 00 00 00 00", "an image for the loader MCUboot. Program it with its loader (job new A=mcuboot.bin A=app.bin@0x08010000) or take the unsigned binary.")]
        [DataRow("3C B8 F3 96 00 00 00 00", "an image for the loader MCUboot. Program it with its loader (job new A=mcuboot.bin A=app.bin@0x08010000) or take the unsigned binary.")]
        [DataRow("53 46 55 31 01 00 02 00", "an image for the loader SBSFU. Send it to its loader ('method': 'ymodem') or take the binary before it was encrypted.")]
        [DataRow("53 46 55 4D 01 00 02 00", "an image for the loader SBSFU. Send it to its loader ('method': 'ymodem') or take the binary before it was encrypted.")]
        public void An_image_for_a_loader_is_named_at_any_address_and_not_called_data(string start, string expected)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Hex.ToBytes(start).CopyTo(content, 0);

            foreach (uint address in new uint[] { Flash, Flash + 0x4000 })
            {
                BridgeException error = Refused(content, address);
                Assert.AreEqual(expected, error.Got + ". " + error.Advice);
            }
        }

        [DataRow(0, "FF FE")]
        [DataRow(0, "")]
        [DataRow(1, "FE FF")]
        [DataRow(1, "")]
        public void A_text_in_UTF_16_is_named(int high, string mark)
        {
            string[] texts = { ":020000040800F2\r\n:10000000", "S00F000068656C6C6F", "<!DOCTYPE html>", "{\"error\":1}" };
            string[] kinds =
            {
                "an Intel HEX file in UTF-16. Make it ASCII and convert it (job new does it too): iconv -f UTF-16 -t ASCII",
                "a Motorola S-record file in UTF-16. Make it ASCII and convert it (job new does it too): iconv -f UTF-16 -t ASCII",
                "a page (HTML or XML) in UTF-16. The server has sent a page instead of the file: look at the address of the image.",
                "a JSON text in UTF-16. The server has sent a text instead of the file: look at the address of the image.",
            };
            byte[] start = Hex.ToBytes(mark);
            for (int i = 0; i < texts.Length; i++)
            {
                byte[] content = new byte[Size];
                start.CopyTo(content, 0);
                for (int j = 0; j < texts[i].Length; j++)
                {
                    content[start.Length + 2 * j + 1 - high] = 0;
                    content[start.Length + 2 * j + high] = (byte)texts[i][j];
                }

                BridgeException error = Refused(content, Flash);
                Assert.AreEqual(kinds[i], error.Got + ". " + error.Advice);
            }
        }

        [TestMethod]
        public void Any_other_text_in_UTF_16_is_named()
        {
            byte[] content = new byte[Size];
            Hex.ToBytes("FF FE 4E 00 6F 00 74 00 20 00 66 00 6F 00 75 00 6E 00 64 00").CopyTo(content, 0);

            Assert.AreEqual("a text in UTF-16", Refused(content, Flash + 0x4000).Got);
        }

        // A stack pointer in some RAM, an entry in the flash of the part, or both.
        [DataRow("00 00 03 20 01 01 00 08")]
        [DataRow("00 00 03 20 FF FF FF FF")]
        [DataRow("00 00 00 00 01 01 00 08")]
        [DataRow("00 20 00 20 00 41 00 08")]
        public void What_begins_like_a_program_is_not_called_data(string start)
        {
            byte[] content = TextOf(string.Empty);
            Hex.ToBytes(start).CopyTo(content, 0);

            string advice = Refused(content, Flash + 0x4000).Advice;

            Assert.IsTrue(advice.IndexOf("'data'") < 0, advice);
        }

        [TestMethod]
        public void The_address_of_the_image_is_in_the_advice_for_TI_TXT()
        {
            Assert.AreEqual("Convert it: srec_cat app.txt -Texas_Instruments_TeXT -offset -0x08004000 -o app.bin -binary", Refused(TextOf("@8004000\n00 28 00 20"), Flash + 0x4000).Advice);
        }

        // Bytes that begin like one of the formats and continue differently. The texts of the second half may be data.
        [DataRow("3A 30 32 30 30 30 30 30 34 30 38 30 30 00")]
        [DataRow("3C 68 74 6D 6C 3E 01")]
        [DataRow("3D B8 F3 95")]
        [DataRow("53 46 55 20")]
        [DataRow("FF FE 01 02 03 04")]
        [DataRow("7B 00 22 01")]
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
            Assert.AreEqual("The file is no program for this part and address; 'kind': 'data' is only for what no core runs.", Refused(content, Flash + 0x4000).Advice);
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

            // The status and reports keep so much of an error (TargetProgress.LongestCause).
            Assert.IsTrue(error.Message.Length <= 200, error.Message);
            return error;
        }
    }
}
