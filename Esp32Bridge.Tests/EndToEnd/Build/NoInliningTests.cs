using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Esp32Bridge.EndToEnd.Build
{
    /// <summary>The build step that keeps the interpreter from inlining, run by MSBuild on the published mscorlib.pe.</summary>
    public class NoInliningTests
    {
        private const int HeaderSize = 124;

        private static readonly byte[] _published = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "mscorlib.pe"));

        [Fact]
        public void All_methods_of_deployed_assemblies_have_the_flag_and_nothing_else_differs()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published);

            Assert.True(project.Build(), project.Output);

            byte[] expected = Flagged(_published);
            Assert.Equal(expected, project.Read("App.pe"));
            Assert.Equal(expected, project.Read("App.bin"));
            Assert.Equal(expected, project.Read("mscorlib.pe"));
            Assert.Equal(expected, File.ReadAllBytes(project.PackagePath));
            Assert.Equal(new[] { "mscorlib.pe" }, Directory.GetFiles(Path.GetDirectoryName(project.PackagePath)).Select(Path.GetFileName));
        }

        [Fact]
        public void A_completed_step_is_not_repeated()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published);
            Assert.True(project.Build(), project.Output);
            DateTime package = File.GetLastWriteTimeUtc(project.PackagePath);
            DateTime own = File.GetLastWriteTimeUtc(project.IntermediatePath);

            Assert.True(project.Build(), project.Output);

            Assert.Equal(package, File.GetLastWriteTimeUtc(project.PackagePath));
            Assert.Equal(own, File.GetLastWriteTimeUtc(project.IntermediatePath));
        }

        [Fact]
        public void An_unprocessed_output_is_processed_even_if_the_metadata_processor_is_up_to_date()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published);
            Assert.True(project.Build(), project.Output);
            File.WriteAllBytes(project.IntermediatePath, _published);

            Assert.True(project.Build(), project.Output);

            Assert.Equal(Flagged(_published), project.Read("App.pe"));
        }

        [Fact]
        public async Task Projects_that_are_built_at_the_same_time_share_a_package()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published);

            bool[] results = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Task.Run(() =>
            {
                using ProjectSystem other = new ProjectSystem(_published, _published);
                File.Delete(other.PackagePath);
                Directory.Delete(Path.GetDirectoryName(other.PackagePath));
                Directory.CreateSymbolicLink(Path.GetDirectoryName(other.PackagePath), Path.GetDirectoryName(project.PackagePath));
                return other.Build();
            })));

            Assert.All(results, Assert.True);
            Assert.Equal(Flagged(_published), File.ReadAllBytes(project.PackagePath));
        }

        [Fact]
        public void A_design_time_build_changes_nothing()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published);

            Assert.True(project.Build("-target:ResolveAssemblyReferences", "-property:DesignTimeBuild=true"), project.Output);

            Assert.Equal(_published, File.ReadAllBytes(project.PackagePath));
        }

        [Theory]
        [InlineData(0, "no marker NFMRK1")]
        [InlineData(20, "a wrong checksum of the header")]
        [InlineData(HeaderSize, "a wrong checksum")]
        [InlineData(40 + (4 * 15) + 3, "tables that end after the end of the file")]
        public void An_invalid_assembly_ends_the_build_and_is_not_changed(int offset, string fault)
        {
            byte[] broken = (byte[])_published.Clone();
            broken[offset] ^= 1;
            using ProjectSystem project = new ProjectSystem(_published, broken);

            Assert.False(project.Build());

            Assert.Contains(project.PackagePath + ": expected an assembly of nanoFramework 1.x; got " + fault + " [", project.Output, StringComparison.Ordinal);
            Assert.Equal(broken, File.ReadAllBytes(project.PackagePath));
        }

        [Fact]
        public void A_file_that_is_too_short_ends_the_build()
        {
            using ProjectSystem project = new ProjectSystem(_published, _published.Take(100).ToArray());

            Assert.False(project.Build());

            Assert.Contains("got no marker NFMRK1", project.Output, StringComparison.Ordinal);
        }

        // From nanoCLR_Types.h, independent of the step.
        private static byte[] Flagged(byte[] assembly)
        {
            byte[] flagged = (byte[])assembly.Clone();
            int[] tables = Enumerable.Range(0, 16).Select(table => BinaryPrimitives.ReadInt32LittleEndian(assembly.AsSpan(40 + (4 * table)))).ToArray();
            int methods = (tables[7] - tables[6]) / 16;
            Assert.InRange(methods, 500, 5000);
            foreach (int method in Enumerable.Range(0, methods))
            {
                // The highest byte of the flags.
                flagged[tables[6] + (16 * method) + 7] |= 0x10;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(flagged.AsSpan(12), Crc(flagged.AsSpan(HeaderSize, tables[15] - HeaderSize)));
            flagged.AsSpan(8, 4).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(flagged.AsSpan(8), Crc(flagged.AsSpan(0, HeaderSize)));
            return flagged;
        }

        // Long division.
        private static uint Crc(ReadOnlySpan<byte> content)
        {
            ulong rest = 0;
            foreach (byte next in content.ToArray().Concat(new byte[4]))
            {
                rest = (rest << 8) | next;
                for (int bit = 39; bit >= 32; bit--)
                {
                    rest ^= ((rest >> bit) & 1) == 0 ? 0 : 0x1_04C1_1DB7UL << (bit - 32);
                }
            }

            return (uint)rest;
        }
    }
}
