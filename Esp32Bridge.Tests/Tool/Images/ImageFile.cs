using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>A file of a linker or a programmer: ELF, Intel HEX, Motorola S-records, or a plain binary.</summary>
    public static class ImageFile
    {
        private const string Formats = "a file of .elf, .hex, .s19 or .bin";
        private const int MostLooked = 256;

        private static readonly byte[] _elf = { 0x7F, (byte)'E', (byte)'L', (byte)'F' };

        /// <summary>Reads a file.</summary>
        /// <param name="name">Its path. A binary that does not go to the start of the flash has its address after the path: "@0x08004000".</param>
        /// <returns>The blocks for the flash.</returns>
        /// <exception cref="ToolException">It cannot be read, or has none of these formats.</exception>
        public static IReadOnlyList<Block> Read(string name)
        {
            (string path, uint? address) = Split(name);
            byte[] content = Load(path);
            if (content.AsSpan().StartsWith(_elf))
            {
                return WithoutAddress(ElfFile.Read(path, content), path, address);
            }

            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".hex" or ".ihex" or ".ihx":
                    return WithoutAddress(Records(IntelHexFile.Read, path, content, "an Intel HEX file"), path, address);
                case ".s19" or ".s28" or ".s37" or ".srec" or ".srecord" or ".mot":
                    return WithoutAddress(Records(SRecordFile.Read, path, content, "a Motorola S-record file"), path, address);
                case ".bin":
                    return new[] { new Block(address ?? Stm32Device.FlashBase, content, path) };
                default:
                    throw Error(path, Formats, FileKind.Of(content, Math.Min(content.Length, MostLooked), address ?? Stm32Device.FlashBase));
            }
        }

        /// <summary>Merges adjacent blocks.</summary>
        /// <param name="blocks">Blocks of one file, in any order.</param>
        /// <returns>The fewest blocks without a gap in them, sorted by address.</returns>
        internal static IReadOnlyList<Block> Join(IEnumerable<Block> blocks)
        {
            List<Block> joined = new List<Block>();
            List<byte[]> pieces = new List<byte[]>();
            Block start = null;
            long end = 0;
            foreach (Block block in blocks.Where(block => block.Content.Length > 0).OrderBy(block => block.Address))
            {
                if (start != null && block.Address != end)
                {
                    joined.Add(start with { Content = pieces.SelectMany(piece => piece).ToArray() });
                    start = null;
                }

                if (start == null)
                {
                    start = block;
                    pieces.Clear();
                }

                pieces.Add(block.Content);
                end = block.End;
            }

            if (start != null)
            {
                joined.Add(start with { Content = pieces.SelectMany(piece => piece).ToArray() });
            }

            return joined;
        }

        // The name of a folder can contain a '@' too.
        private static (string Path, uint? Address) Split(string name)
        {
            int mark = name.LastIndexOf("@0x", StringComparison.OrdinalIgnoreCase);
            return mark > 0 && uint.TryParse(name.AsSpan(mark + 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint address) ? (name[..mark], address) : (name, null);
        }

        private static byte[] Load(string path)
        {
            try
            {
                return File.ReadAllBytes(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                string got = error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : Directory.Exists(path) ? "a folder" : error.Message;
                throw new ToolException("read " + path, Formats, got, "Name the file that the build has made.");
            }
        }

        // A file whose content is not what its name says.
        private static IReadOnlyList<Block> Records(Func<string, byte[], IReadOnlyList<Block>> read, string path, byte[] content, string name)
        {
            FileKind kind = FileKind.Of(content, Math.Min(content.Length, MostLooked), Stm32Device.FlashBase);
            return kind == null || kind.Name.StartsWith(name, StringComparison.Ordinal) ? read(path, content) : throw Error(path, name, kind);
        }

        private static ToolException Error(string path, string expected, FileKind kind)
        {
            return new ToolException("read " + path, expected, kind?.Name ?? "another kind of file", kind?.Advice ?? "Have the linker or objcopy make one of these.");
        }

        private static IReadOnlyList<Block> WithoutAddress(IReadOnlyList<Block> blocks, string path, uint? address)
        {
            if (address != null)
            {
                throw new ToolException("read " + path, "no address after its name", $"0x{address:X8}", "The file itself says where it goes: only a .bin takes an address.");
            }

            return blocks.Count > 0 ? blocks : throw new ToolException("read " + path, "bytes for the flash", "none", "The file has nothing to program.");
        }
    }
}
