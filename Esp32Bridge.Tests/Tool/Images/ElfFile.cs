using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;
using ELFSharp.ELF.Segments;

namespace Esp32Bridge.Tool.Images
{
    /// <summary>
    /// Reads from an ELF file (System V ABI) what goes into the flash. As objcopy does, it takes the sections that are loaded, at the load
    /// addresses that their segments give them: a segment can begin before its first section, with the headers of the file.
    /// </summary>
    internal static class ElfFile
    {
        private const string Expected = "a linked ELF file for Arm with 32 bits";
        private const string Advice = "Name the file that the linker has made for the part.";

        /// <summary>Reads a file.</summary>
        /// <param name="path">Its path, for errors.</param>
        /// <param name="content">Its bytes.</param>
        /// <returns>The blocks for the flash.</returns>
        /// <exception cref="ToolException">It is not a program for an STM32, or is damaged.</exception>
        internal static IReadOnlyList<Block> Read(string path, byte[] content)
        {
            try
            {
                using MemoryStream stream = new MemoryStream(content);
                if (ELFReader.CheckELFType(stream) != Class.Bit32)
                {
                    throw Error(path, "one with 64 bits");
                }

                stream.Position = 0;
                using ELF<uint> elf = ELFReader.Load<uint>(stream, false);
                if (elf.Machine != Machine.ARM)
                {
                    throw Error(path, "one for " + elf.Machine);
                }

                if (elf.Type != FileType.Executable)
                {
                    throw Error(path, "one that is not linked");
                }

                Segment<uint>[] segments = elf.Segments.Where(segment => segment.Type == SegmentType.Load && segment.FileSize > 0).ToArray();
                Block[] sections = elf.HasSectionHeader
                    ? elf.Sections.Where(IsLoaded).Select(section => new Block(LoadAddress(path, section, segments), section.GetContents(), path)).ToArray()
                    : Array.Empty<Block>();

                // Without sections, it takes the segments.
                return ImageFile.Join(sections.Length > 0 ? sections : segments.Select(segment => new Block(segment.PhysicalAddress, segment.GetFileContents(), path)));
            }
            catch (Exception error) when (error is not ToolException)
            {
                // The library has no exception of its own for a damaged file.
                throw new ToolException("read " + path, Expected, "one that is damaged", Advice, error);
            }
        }

        private static bool IsLoaded(Section<uint> section)
        {
            return section.Flags.HasFlag(SectionFlags.Allocatable) && section.Type != SectionType.NoBits && section.Size > 0;
        }

        private static uint LoadAddress(string path, Section<uint> section, Segment<uint>[] segments)
        {
            Segment<uint> segment = Array.Find(segments, candidate => section.Offset >= candidate.Offset && section.Offset + section.Size <= candidate.Offset + candidate.FileSize);
            return segment == null ? throw Error(path, $"the section {section.Name} outside of all segments") : segment.PhysicalAddress + (uint)(section.Offset - segment.Offset);
        }

        private static ToolException Error(string path, string got)
        {
            return new ToolException("read " + path, Expected, got, Advice);
        }
    }
}
