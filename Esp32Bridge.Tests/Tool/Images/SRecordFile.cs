using System.Collections.Generic;
using System.Linq;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>Reads Motorola S-records (S19, S28, S37).</summary>
    internal static class SRecordFile
    {
        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path, for errors.</param>
        /// <param name="content">Its bytes.</param>
        /// <returns>What it brings into the flash.</returns>
        /// <exception cref="ToolException">It is something else, or damaged.</exception>
        internal static IReadOnlyList<Block> Read(string path, byte[] content)
        {
            List<Block> blocks = new List<Block>();
            RecordReader reader = new RecordReader(path, content);
            while (reader.TryNext(out string line))
            {
                reader.Check(line.Length > 2 && line[0] == 'S' && line[1] is >= '0' and <= '9', "a record that begins with S0 to S9", "another line");
                byte[] record = reader.Bytes(line[2..]);
                reader.Check(record.Length > 3 && record.Length == record[0] + 1, "a record as long as it says", "another length");
                reader.Check((record.Sum(value => value) & 0xFF) == 0xFF, "the right checksum", $"0x{record[^1]:X2}");
                int kind = line[1] - '0';
                if (kind is >= 1 and <= 3)
                {
                    int bytes = kind + 1;
                    reader.Check(record.Length > 1 + bytes, "an address of " + bytes + " bytes", "a shorter record");
                    uint address = record.Skip(1).Take(bytes).Aggregate(0u, (value, next) => (value << 8) + next);
                    blocks.Add(new Block(address, record[(1 + bytes)..^1], path));
                }
                else if (kind >= 7)
                {
                    return ImageFile.Join(blocks);
                }
            }

            throw reader.Error("a record of the end (S7 S8 or S9)", "the end of the file");
        }
    }
}
