using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>Reads Motorola S-records (S19, S28, S37).</summary>
    internal static class SRecordFile
    {
        // The sizes of the addresses of S0 to S9, in bytes; S5 and S6 have the count there.
        private static readonly int[] _addressSizes = { 2, 2, 3, 4, 0, 2, 3, 4, 3, 2 };

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path, for errors.</param>
        /// <param name="content">Its bytes.</param>
        /// <returns>The blocks for the flash.</returns>
        /// <exception cref="ToolException">It has another format, or is damaged.</exception>
        internal static IReadOnlyList<Block> Read(string path, byte[] content)
        {
            List<Block> blocks = new List<Block>();
            RecordReader reader = new RecordReader(path, content);
            while (reader.TryNext(out string line))
            {
                reader.Check(line.Length > 2 && line[0] is 'S' or 's' && line[1] is >= '0' and <= '9', "a record that begins with S0 to S9", "another line");
                byte[] record = reader.Bytes(line[2..]);
                reader.Check(record.Length > 1 + _addressSizes[line[1] - '0'] && record.Length == record[0] + 1, "a record as long as it says", "another length");
                reader.Check((record.Sum(value => value) & 0xFF) == 0xFF, "the right checksum", $"0x{record[^1]:X2}");
                int kind = line[1] - '0';
                byte[] data = record[(1 + _addressSizes[kind])..^1];
                uint address = record.Skip(1).Take(_addressSizes[kind]).Aggregate(0u, (value, next) => (value << 8) + next);
                switch (kind)
                {
                    case 0:
                        reader.Check(address == 0 && blocks.Count == 0, "a header with the address 0 before all data", "another one");
                        break;
                    case 1 or 2 or 3:
                        blocks.Add(new Block(address, data, path));
                        break;
                    case 5 or 6:
                        reader.Check(address == blocks.Count && data.Length == 0, $"the number of the records so far: {blocks.Count}", "another one");
                        break;
                    case 4:
                        throw reader.Error("a record of S0 to S3 or S5 to S9", "S4");
                    default:
                        reader.Check(data.Length == 0 && !reader.TryNext(out _), "the last record without data", "data or further records");
                        return ImageFile.Join(blocks);
                }
            }

            throw reader.Error("an end record (S7 S8 or S9)", "the end of the file");
        }
    }
}
