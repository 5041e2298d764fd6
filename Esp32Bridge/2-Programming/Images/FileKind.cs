using Esp32Bridge.Data;

namespace Esp32Bridge.Images
{
    /// <summary>A kind of file that is often mistaken for a plain binary, recognised by its first bytes.</summary>
    internal sealed class FileKind
    {
        private const int MostLooked = 64;

        private FileKind(string name, string advice)
        {
            Name = name;
            Advice = advice;
        }

        /// <summary>Gets the name, with its article.</summary>
        internal string Name { get; }

        /// <summary>Gets how to make a plain binary from it, or what else to do.</summary>
        internal string Advice { get; }

        /// <summary>Recognises a file. A program for a part can look like one of these: call it only for what is not a program.</summary>
        /// <param name="start">Its first bytes.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="address">The address of its content.</param>
        /// <returns>Its kind, or null if it is none of these.</returns>
        internal static FileKind Of(byte[] start, int count, uint address)
        {
            return Container(start, count) ?? Text(start, count < MostLooked ? count : MostLooked, address);
        }

        // ELF: System V ABI, chapter 4. DfuSe: UM0391, 2.1. UF2: github.com/microsoft/uf2. gzip: RFC 1952, 2.3. zip: APPNOTE.TXT, 4.3.7.
        private static FileKind Container(byte[] start, int count)
        {
            if (Begins(start, count, "\x7F" + "ELF"))
            {
                return new FileKind("an ELF file", "Convert it (job new does it too): arm-none-eabi-objcopy -O binary app.elf app.bin");
            }

            if (Begins(start, count, "DfuSe"))
            {
                return new FileKind("a DfuSe file", "Make the job from the binary that it was packed from.");
            }

            if (Begins(start, count, "UF2\n"))
            {
                return new FileKind("a UF2 file", "Convert it: uf2conv.py app.uf2 --convert --output app.bin");
            }

            if (count > 2 && start[0] == 0x1F && start[1] == 0x8B && start[2] == 8)
            {
                return new FileKind("a gzip file", "Unpack it (gunzip) and make the job from its content.");
            }

            return Begins(start, count, "PK\x0003\x0004") ? new FileKind("a zip file", "Unpack it and make the job from the binary in it.") : null;
        }

        // Records of hexadecimal digits, and what servers send instead of a file; possibly after a UTF-8 byte order mark.
        private static FileKind Text(byte[] start, int count, uint address)
        {
            int first = count > 2 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0;
            for (int i = first; i < count; i++)
            {
                if (start[i] < ' ' && start[i] != '\t' && start[i] != '\r' && start[i] != '\n')
                {
                    return null;
                }
            }

            while (first < count && start[first] <= ' ')
            {
                first++;
            }

            switch (first < count ? (char)start[first] : ' ')
            {
                case ':':
                    return Digits(start, count, first + 1) < 10 ? null : new FileKind("an Intel HEX file", "Convert it (job new does it too): arm-none-eabi-objcopy -I ihex -O binary app.hex app.bin");
                case 'S':
                    return Digits(start, count, first + 1) < 9 ? null : new FileKind("a Motorola S-record file", "Convert it (job new does it too): arm-none-eabi-objcopy -I srec -O binary app.s19 app.bin");
                case '@':
                    return Digits(start, count, first + 1) < 4 ? null : new FileKind("a TI-TXT file", "Convert it: srec_cat app.txt -Texas_Instruments_TeXT -offset -0x" + address.ToString("X8") + " -o app.bin -binary");
                case '<':
                    return new FileKind("a page (HTML or XML)", "The server has sent a page instead of the file: look at the address of the image.");
                case '{':
                case '[':
                    return new FileKind("a JSON text", "The server has sent a text instead of the file: look at the address of the image.");
                default:
                    return null;
            }
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
