using Esp32Bridge.Data;

namespace Esp32Bridge.Images
{
    /// <summary>A kind of file that is often mistaken for a plain binary, recognised by its first bytes.</summary>
    public sealed class FileKind
    {
        private const int MostLooked = 64;
        private const int ShortestWideText = 8;

        private const string LookAtAddress = "look at the address of the image.";

        private FileKind(string name, string advice)
        {
            Name = name;
            Advice = advice;
        }

        /// <summary>Gets the name, with its article.</summary>
        public string Name { get; }

        /// <summary>Gets how to make a plain binary from it, or what else to do.</summary>
        public string Advice { get; }

        /// <summary>Recognises a file. A program for a part can look like one of these: call it only for what is not a program.</summary>
        /// <param name="start">Its first bytes.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="address">The address of its content.</param>
        /// <returns>Its kind, or null if it is none of these.</returns>
        public static FileKind Of(byte[] start, int count, uint address)
        {
            uint magic = count < 4 ? 0 : ((uint)start[0] << 24) + ((uint)start[1] << 16) + ((uint)start[2] << 8) + start[3];
            return Container(start, count) ?? Packed(magic) ?? WideText(start, count, address) ?? Text(start, count < MostLooked ? count : MostLooked, address, false);
        }

        // ELF: System V ABI, chapter 4. DfuSe: UM0391, 2.1. UF2: github.com/microsoft/uf2. Library: SVR4 ar(4). nanoFramework: nf-interpreter, nanoCLR_Types.h.
        private static FileKind Container(byte[] start, int count)
        {
            if (Begins(start, count, "\x7F" + "ELF"))
            {
                return new FileKind("an ELF file", "Convert it (job new does it too): arm-none-eabi-objcopy -O binary app.elf app.bin");
            }

            if (Begins(start, count, "DfuSe"))
            {
                return new FileKind("a DfuSe file", "Unpack it (dfuse-pack.py --dump app.dfu) and make the job from the binary in it.");
            }

            if (Begins(start, count, "UF2\n"))
            {
                return new FileKind("a UF2 file", "Convert it: uf2conv.py app.uf2 --convert --output app.bin");
            }

            if (Begins(start, count, "!<arch>\n"))
            {
                return new FileKind("a library of object files", "Link it and convert the result: arm-none-eabi-objcopy -O binary app.elf app.bin");
            }

            return Begins(start, count, "NFMRK") ? new FileKind("a file of nanoFramework", "It is for the ESP32: nanoff --nanodevice --deploy writes it.") : null;
        }

        // MCUboot: docs/design.md, the magic of both versions. SBSFU: UM2262, se_def_metadata.h, "SFU" and the slot, or "SFUM". gzip: RFC 1952, 2.3.
        // zip: APPNOTE.TXT, 4.3.7. xz: xz-file-format.txt, 2.1.1.1. 7z: 7zFormat.txt. zstd: RFC 8878, 3.1.1. LZ4: lz4_Frame_format.md.
        private static FileKind Packed(uint magic)
        {
            switch (magic)
            {
                case 0x3DB8F396:
                case 0x3CB8F396:
                    return new FileKind("an image for the loader MCUboot", "Program it with its loader (job new A=mcuboot.bin A=app.bin@0x08010000) or take the unsigned binary.");
                case 0x53465531:
                case 0x53465532:
                case 0x53465533:
                case 0x5346554D:
                    return new FileKind("an image for the loader SBSFU", "Send it to its loader ('method': 'ymodem') or take the binary before it was encrypted.");
                case 0x504B0304:
                    return new FileKind("a zip file", "Unpack it and make the job from the binary in it.");
                case 0xFD377A58:
                    return new FileKind("an xz file", "Unpack it (unxz) and make the job from its content.");
                case 0x377ABCAF:
                    return new FileKind("a 7z file", "Unpack it and make the job from the binary in it.");
                case 0x28B52FFD:
                    return new FileKind("a zstd file", "Unpack it (unzstd) and make the job from its content.");
                case 0x04224D18:
                    return new FileKind("an LZ4 file", "Unpack it (unlz4) and make the job from its content.");
                case 0x52617221:
                    return new FileKind("a RAR file", "Unpack it and make the job from the binary in it.");
            }

            switch (magic >> 8)
            {
                case 0x1F8B08:
                    return new FileKind("a gzip file", "Unpack it (gunzip) and make the job from its content.");
                case 0x425A68:
                    return new FileKind("a bzip2 file", "Unpack it (bunzip2) and make the job from its content.");
                default:
                    return null;
            }
        }

        // UTF-16, which Windows PowerShell makes of a text: each second byte of ASCII is 0.
        private static FileKind WideText(byte[] start, int count, uint address)
        {
            int high = count > 1 && (start[0] == 0xFE || start[0] == 0) ? 0 : 1;
            bool hasMark = count > 1 && start[high] == 0xFE && start[1 - high] == 0xFF;
            byte[] text = new byte[MostLooked];
            int length = 0;
            for (int i = hasMark ? 2 : 0; i + 1 < count && length < MostLooked && start[i + high] == 0 && start[i + 1 - high] != 0; i += 2)
            {
                text[length++] = start[i + 1 - high];
            }

            FileKind kind = length < ShortestWideText ? null : Text(text, length, address, true);
            return kind != null ? new FileKind(kind.Name + " in UTF-16", kind.Advice)
                : hasMark && length >= ShortestWideText ? new FileKind("a text in UTF-16", "A program is a plain binary: arm-none-eabi-objcopy -O binary app.elf app.bin")
                : null;
        }

        // Records of hexadecimal digits, and what servers send instead of a file; possibly after a UTF-8 byte order mark.
        private static FileKind Text(byte[] start, int count, uint address, bool isWide)
        {
            int first = count > 2 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0;
            for (int i = first; i < count; i++)
            {
                if (start[i] < ' ' && start[i] != '\t' && start[i] != '\r' && start[i] != '\n')
                {
                    return null;
                }
            }

            if (Begins(start, count, "-----BEGIN "))
            {
                return new FileKind("a PEM file (a key or a certificate)", "It is not a program: " + LookAtAddress);
            }

            if (Begins(start, count, "version https://git-lfs"))
            {
                return new FileKind("a pointer of Git LFS", "The file itself is elsewhere: git lfs pull");
            }

            while (first < count && start[first] <= ' ')
            {
                first++;
            }

            int digits = Digits(start, count, first + 1);
            switch (first < count ? (char)start[first] : ' ')
            {
                case ':':
                    return digits < 10 ? null : new FileKind("an Intel HEX file", Convert(" -I ihex -O binary app.hex app.bin", start[0] == ':', isWide));
                case 'S':
                case 's':
                    return digits < 9 ? null : new FileKind("a Motorola S-record file", Convert(" -I srec -O binary app.s19 app.bin", start[0] == 'S', isWide));
                case '@':
                    return digits < 4 ? null : new FileKind("a TI-TXT file", "Convert it: srec_cat app.txt -Texas_Instruments_TeXT -offset -0x" + address.ToString("X8") + " -o app.bin -binary");
                case '<':
                    return new FileKind("a page (HTML or XML)", "The server has sent a page instead of the file: " + LookAtAddress);
                case '{':
                case '[':
                    return new FileKind("a JSON text", "The server has sent a text instead of the file: " + LookAtAddress);
                default:
                    return null;
            }
        }

        // objcopy accepts nothing before the first record, and no lower-case S.
        private static string Convert(string arguments, bool isForObjcopy, bool isWide)
        {
            return isWide ? "Make it ASCII and convert it (job new does it too): iconv -f UTF-16 -t ASCII"
                : isForObjcopy ? "Convert it (job new does it too): arm-none-eabi-objcopy" + arguments
                : "Let it begin with ':' or 'S' and convert it (job new does it too): objcopy" + arguments;
        }

        private static bool Begins(byte[] start, int count, string text)
        {
            bool begins = text.Length <= count;
            for (int i = 0; begins && i < text.Length; i++)
            {
                begins = start[i] == text[i];
            }

            return begins;
        }

        private static int Digits(byte[] start, int count, int offset)
        {
            int end = offset;
            while (end < count && HexText.Digit((char)start[end]) >= 0)
            {
                end++;
            }

            return end - offset;
        }
    }
}
