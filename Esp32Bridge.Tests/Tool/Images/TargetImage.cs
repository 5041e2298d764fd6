using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>The image of a target: the content of its files, with erased flash in the gaps.</summary>
    public sealed class TargetImage
    {
        private TargetImage(uint address, byte[] content)
        {
            Address = address;
            Content = content;
        }

        /// <summary>Gets the address of its first byte.</summary>
        public uint Address { get; }

        /// <summary>Gets its bytes.</summary>
        public byte[] Content { get; }

        /// <summary>Merges files.</summary>
        /// <param name="target">The target's name, for errors.</param>
        /// <param name="files">The files, see <see cref="ImageFile.Read"/>.</param>
        /// <param name="device">The part; null if only the program on it knows where the image goes.</param>
        /// <returns>The image.</returns>
        /// <exception cref="ToolException">They overlap, or contain something that is not for the flash of the part.</exception>
        public static TargetImage Read(string target, IReadOnlyList<string> files, Stm32Device device)
        {
            if (device == null)
            {
                return new TargetImage(0, AsItIs(target, files));
            }

            try
            {
                return Merge(files.SelectMany(ImageFile.Read).Select(block => InFlash(block, device)).OrderBy(block => block.Address).ToArray(), device);
            }
            catch (ToolException error)
            {
                error.Target = target;
                throw;
            }
        }

        // The program of the part may accept any file.
        private static byte[] AsItIs(string target, IReadOnlyList<string> files)
        {
            try
            {
                return files.Count == 1 ? File.ReadAllBytes(files[0]) : throw new ToolException("read the image", "one file", files.Count + " files", "The program of the part takes the file as it is.") { Target = target };
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ToolException("read " + files[0], "a file", error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message, "Name the file that the program of the part takes.") { Target = target };
            }
        }

        private static TargetImage Merge(Block[] blocks, Stm32Device device)
        {
            for (int i = 1; i < blocks.Length; i++)
            {
                if (blocks[i].Address < blocks[i - 1].End)
                {
                    throw new ToolException(
                        $"put {blocks[i].File} at 0x{blocks[i].Address:X8}",
                        "a free place",
                        $"{blocks[i - 1].File} up to 0x{blocks[i - 1].End - 1:X8}",
                        "Link them for different addresses.");
                }
            }

            uint start = blocks[0].Address;
            byte[] content = new byte[blocks[^1].End - start];
            Array.Fill(content, device.ErasedValue);
            foreach (Block block in blocks)
            {
                block.Content.CopyTo(content, block.Address - start);
            }

            return new TargetImage(start, content);
        }

        // A program can be linked for the address at which the core sees the flash after reset.
        private static Block InFlash(Block block, Stm32Device device)
        {
            uint offset = block.Address - Stm32Device.FlashBase;
            offset = offset < (uint)device.FlashSize ? offset : block.Address - device.FlashAlias;
            if (offset + (long)block.Content.Length > device.FlashSize)
            {
                throw new ToolException(
                    "read " + block.File,
                    $"bytes for the flash of {device.Name}: 0x{Stm32Device.FlashBase:X8} to 0x{Stm32Device.FlashBase + device.FlashSize - 1:X8}",
                    $"{block.Content.Length} bytes for 0x{block.Address:X8}",
                    "Link it for this part or leave what is not for its flash out of the file.");
            }

            return block with { Address = Stm32Device.FlashBase + offset };
        }
    }
}
