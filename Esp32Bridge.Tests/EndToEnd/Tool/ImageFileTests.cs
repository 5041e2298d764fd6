using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Esp32Bridge.Devices;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tool;
using Esp32Bridge.Tool.Images;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>Files of linkers and programmers, compared with the output of objcopy.</summary>
    public sealed class ImageFileTests : IDisposable
    {
        private const ushort L47 = 0x415;
        private const ushort L07 = 0x447;

        private readonly ToolFolder _folder = new ToolFolder();

        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData(0x08000000, false)]
        [InlineData(0x08010000, false)]
        [InlineData(0x08000800, true)]
        public void The_image_of_an_ELF_file_equals_that_of_objcopy(uint address, bool headers)
        {
            string elf = _folder.Link("app.elf", address, headers: headers);

            Expect(_folder.Binary(elf), address, Read(L47, elf));
        }

        // Bytes between two sections of a segment are in the file too, as zeros.
        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData(0x08000000)]
        public void An_ELF_file_without_sections_is_read_by_its_segments(uint address)
        {
            string elf = _folder.Link("app.elf", address);
            byte[] binary = _folder.Binary(elf, 0);
            byte[] stripped = _folder.Read("app.elf");
            Array.Clear(stripped, 0x20, 4);
            Array.Clear(stripped, 0x30, 4);

            Expect(binary, address, Read(L47, _folder.Put("stripped.elf", stripped)));
        }

        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld", "arm-none-eabi-objcopy")]
        [InlineData("ihex", "app.hex")]
        [InlineData("srec", "app.s19")]
        public void The_same_program_is_the_same_image_in_each_format(string format, string name)
        {
            string elf = _folder.Link("app.elf");
            _folder.Run("arm-none-eabi-objcopy", "-O", format, elf, name);

            Expect(_folder.Binary(elf), 0x08000000, Read(L47, _folder.PathOf(name)));
        }

        // Addresses of 16, 24 and 32 bits have different records; at 0 the core sees the flash after a reset.
        [PeerTheory("objcopy")]
        [InlineData("ihex", "data.hex", 0x0800F800u, 200000)]
        [InlineData("ihex", "data.ihx", 0u, 3000)]
        [InlineData("ihex", "data.hex", 0x0000F800u, 200000)]
        [InlineData("srec", "data.s19", 0u, 3000)]
        [InlineData("srec", "data.s28", 0x0000F800u, 200000)]
        [InlineData("srec", "data.srec", 0x0800F800u, 200000)]
        public void Records_of_objcopy_are_read_correctly(string format, string name, uint address, int size)
        {
            byte[] content = Random(size);
            _folder.Put("data.bin", content);
            _folder.Run("objcopy", "-I", "binary", "-O", format, "--change-addresses", "0x" + address.ToString("X"), "data.bin", name);

            Expect(content, 0x08000000 | address, Read(L47, _folder.PathOf(name)));
        }

        // As editors and Windows PowerShell store a text. objcopy refuses all of these.
        [PeerTheory("objcopy")]
        [InlineData("ihex", "data.hex")]
        [InlineData("srec", "data.s19")]
        public void Records_after_a_byte_order_mark_or_blank_lines_and_in_lower_case_are_read(string format, string name)
        {
            byte[] content = Random(400);
            _folder.Put("data.bin", content);
            _folder.Run("objcopy", "-I", "binary", "-O", format, "--change-addresses", "0x08000000", "data.bin", name);
            string text = Encoding.ASCII.GetString(_folder.Read(name));

            foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false) })
            {
                _folder.Put(name, encoding.GetPreamble().Concat(encoding.GetBytes(text)).ToArray());
                Expect(content, 0x08000000, Read(L47, _folder.PathOf(name)));
            }

            _folder.Put(name, Encoding.ASCII.GetBytes("\r\n \n" + text.ToLowerInvariant()));
            Expect(content, 0x08000000, Read(L47, _folder.PathOf(name)));
        }

        [PeerTheory("objcopy")]
        [InlineData("ihex", "data.hex")]
        [InlineData("srec", "data.s19")]
        public void Each_single_wrong_character_of_a_record_is_detected(string format, string name)
        {
            byte[] content = Random(40);
            _folder.Put("data.bin", content);
            _folder.Run("objcopy", "-I", "binary", "-O", format, "--change-addresses", "0x08000000", "data.bin", name);
            byte[] file = _folder.Read(name);
            int firstRecord = format == "srec" ? Array.IndexOf(file, (byte)'\n') + 1 : 0;
            for (int i = firstRecord; i < file.Length; i++)
            {
                if (file[i] > ' ')
                {
                    foreach (char wrong in "0357".Where(wrong => wrong != file[i]))
                    {
                        byte[] damaged = (byte[])file.Clone();
                        damaged[i] = (byte)wrong;
                        string path = _folder.Put("damaged" + Path.GetExtension(name), damaged);

                        Assert.Matches(@"^read .* line \d+: expected ", Assert.Throws<ToolException>(() => ImageFile.Read(path)).Message);
                    }
                }
            }
        }

        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-ld")]
        [InlineData("app.elf", 1)]
        [InlineData("app.hex", 1)]
        public void A_truncated_file_is_reported_as_such_or_has_all_of_its_bytes(string name, int step)
        {
            string elf = _folder.Link("app.elf", size: 100);
            _folder.Run("arm-none-eabi-objcopy", "-O", "ihex", elf, "app.hex");
            byte[] whole = Read(L47, _folder.PathOf(name)).Content;
            byte[] file = _folder.Read(name);
            for (int length = 4; length < file.Length; length += step)
            {
                string path = _folder.Put("cut" + Path.GetExtension(name), file[..length]);
                try
                {
                    Assert.Equal(whole, Read(L47, path).Content);
                }
                catch (ToolException)
                {
                    // The error has to say so.
                }
            }
        }

        [Fact]
        public void Files_of_a_target_are_merged_with_erased_flash_between_them()
        {
            byte[] loader = Random(1000);
            byte[] table = Random(500);
            string[] files = { _folder.Put("table.bin", table) + "@0x08004000", _folder.Put("loader.bin", loader) };

            TargetImage image = TargetImage.Read("A", files, Device(L47));

            Expect(loader.Concat(Enumerable.Repeat((byte)0xFF, 0x4000 - 1000)).Concat(table).ToArray(), 0x08000000, image);
            Assert.Equal(0, TargetImage.Read("A", files, Device(L07)).Content[2000]);
        }

        [Theory]
        [InlineData(0x08000FFF, "A: put NEXT at 0x08000FFF: expected a free place; got FIRST up to 0x08000FFF. Link them for different addresses.")]
        [InlineData(0x08000000, "A: put NEXT at 0x08000000: expected a free place; got FIRST up to 0x08000FFF. Link them for different addresses.")]
        public void Files_that_overlap_are_refused_with_the_names_of_both(uint address, string error)
        {
            string first = _folder.Put("first.bin", Random(4096));
            string next = _folder.Put("next.bin", Random(100));

            string told = Assert.Throws<ToolException>(() => TargetImage.Read("A", new[] { first, $"{next}@0x{address:X8}" }, Device(L47))).Message;

            Assert.Equal(error.Replace("FIRST", first, StringComparison.Ordinal).Replace("NEXT", next, StringComparison.Ordinal), told);
        }

        [Theory]
        [InlineData(0x080FFFFF, 2)]
        [InlineData(0x20000000, 16)]
        [InlineData(0x1FFF7800, 8)]
        [InlineData(0xFFFFFFFF, 2)]
        public void Bytes_outside_the_flash_of_the_part_are_refused(uint address, int size)
        {
            string file = _folder.Put("app.bin", new byte[size]);

            string told = Assert.Throws<ToolException>(() => TargetImage.Read("A", new[] { $"{file}@0x{address:X8}" }, Device(L47))).Message;

            Assert.Equal($"A: read {file}: expected bytes for the flash of STM32L47x/48x: 0x08000000 to 0x080FFFFF; got {size} bytes for 0x{address:X8}. Link it for this part or leave what is not for its flash out of the file.", told);
        }

        [Theory]
        [InlineData("app.hex", "", "got the end of the file")]
        [InlineData("app.hex", ":00000001FF\n", "expected bytes for the flash; got none")]
        [InlineData("app.hex", ":020000040800F2\n:0400000000000000\n", "expected a record as long as it says")]
        [InlineData("app.hex", ":0000000AF6\n", "expected a record of type 0 to 5; got type 10")]
        [InlineData("app.s19", "S10\n", "expected pairs of hexadecimal digits")]
        [InlineData("app.s19", ":00000001FF\n", "expected a Motorola S-record file; got an Intel HEX file. Convert it (job new does it too): ")]
        [InlineData("app.s19", "S1X\n:00000001FF\n", "expected pairs of hexadecimal digits")]
        [InlineData("app.s19", "S9030000FC:\n", "expected pairs of hexadecimal digits")]
        [InlineData("app.s19", "S0030000FC\n:00000001FF\n", "expected a record that begins with S0 to S9")]
        [InlineData("app.hex", "S9030000FC\n", "expected an Intel HEX file; got a Motorola S-record file. Convert it (job new does it too): ")]
        [InlineData("app.hex", "<html>", "expected an Intel HEX file; got a page (HTML or XML). ")]
        [InlineData("app.dfu", "DfuSe", "expected a file of .elf, .hex, .s19 or .bin; got a DfuSe file. Unpack it (dfuse-pack.py --dump app.dfu)")]
        [InlineData("app.sfb", "SFU1", "got an image for the loader SBSFU. Send it to its loader")]
        [InlineData("app.txt", "@8000000\n00 20\nq\n", "got a TI-TXT file. Convert it: srec_cat ")]
        [InlineData("app.elf", "no ELF", "got another kind of file")]
        [InlineData("app.txt", "", "got another kind of file")]
        public void An_invalid_file_is_reported(string name, string content, string error)
        {
            string path = _folder.Put(name, Encoding.ASCII.GetBytes(content));

            Assert.Contains(error, Assert.Throws<ToolException>(() => ImageFile.Read(path)).Message, StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        private static TargetImage Read(ushort device, params string[] files)
        {
            return TargetImage.Read("A", files, Device(device));
        }

        private static Stm32Device Device(ushort id)
        {
            return new Stm32Devices().Find(id);
        }

        private static void Expect(byte[] content, uint address, TargetImage actual)
        {
            Assert.Equal(address, actual.Address);
            Assert.True(content.AsSpan().SequenceEqual(actual.Content), $"{actual.Content.Length} bytes are not the {content.Length} bytes of objcopy");
        }

        private static byte[] Random(int size)
        {
            byte[] content = new byte[size];
            new Random(size).NextBytes(content);
            return content;
        }
    }
}
