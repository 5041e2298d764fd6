using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>Reads Intel HEX ("Hexadecimal Object File Format Specification", revision A).</summary>
    internal static class IntelHexFile
    {
        // Length, address (2), type, checksum.
        private const int Frame = 5;

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path, for errors.</param>
        /// <param name="content">Its bytes.</param>
        /// <returns>The blocks for the flash.</returns>
        /// <exception cref="ToolException">It has another format, or is damaged.</exception>
        internal static IReadOnlyList<Block> Read(string path, byte[] content)
        {
            List<Block> blocks = new List<Block>();
            RecordReader reader = new RecordReader(path, content);
            uint start = 0;
            while (reader.TryNext(out string line))
            {
                reader.Check(line[0] == ':', "a record that begins with ':'", "another line");
                byte[] record = reader.Bytes(line[1..]);
                reader.Check(record.Length >= Frame && record.Length == Frame + record[0], "a record as long as it says", "another length");
                reader.Check((record.Sum(value => value) & 0xFF) == 0, "the right checksum", $"0x{record[^1]:X2}");
                uint address = BinaryPrimitives.ReadUInt16BigEndian(record.AsSpan(1));
                byte[] data = record[4..^1];
                switch (record[3])
                {
                    case 0:
                        // After 0xFFFF the addresses of a segment start again at 0: no linker makes such a record.
                        blocks.Add(new Block(start + address, data, path));
                        break;
                    case 1:
                        return ImageFile.Join(blocks);
                    case 2:
                        reader.Check(data.Length == 2, "2 bytes of a segment", data.Length + " bytes");
                        start = 16u * BinaryPrimitives.ReadUInt16BigEndian(data);
                        break;
                    case 4:
                        reader.Check(data.Length == 2, "2 bytes of an address", data.Length + " bytes");
                        start = 0x10000u * BinaryPrimitives.ReadUInt16BigEndian(data);
                        break;
                    case 3 or 5:
                        // The entry point: an STM32 has it in its vector table.
                        break;
                    default:
                        throw reader.Error("a record of type 0 to 5", "type " + record[3]);
                }
            }

            throw reader.Error("an end record", "the end of the file");
        }
    }
}
