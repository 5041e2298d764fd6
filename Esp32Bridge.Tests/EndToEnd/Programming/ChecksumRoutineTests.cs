using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Esp32Bridge.An3155;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Devices;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.EndToEnd.Tool;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>The routine that computes CRCs in the RAM of a part, run on an emulated core.</summary>
    public sealed class ChecksumRoutineTests
    {
        private const uint Ram = 0x20001000;
        private const uint Token = 0x600DF00D;

        // As checksum.s says.
        private const int TableAt = 0x180;
        private const int RequestAt = 0x580;
        private const int DoneAt = 0x5AC;
        private const int ResultsAt = 0x5B0;

        /// <summary>Gets the parts whose bootloader leaves RAM free.</summary>
        public static IEnumerable<string> Names
        {
            get { return Stm32Parts.Names.Where(name => DeviceOf(name).FreeRam != 0); }
        }

        /// <summary>Gets the same parts as data of a theory.</summary>
        public static TheoryData<string> Parts
        {
            get { return new TheoryData<string>(Names); }
        }

        [PeerTheory("arm-none-eabi-as", "arm-none-eabi-objcopy")]
        [InlineData("checksum.s")]
        public void The_bytes_in_the_firmware_are_those_of_the_source(string name)
        {
            using ToolFolder folder = new ToolFolder();
            folder.Put(name, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here()), "..", "..", "..", "Esp32Bridge", "2-Programming", "Bootloader", name)));
            folder.Run("arm-none-eabi-as", "-o", "checksum.o", name);
            folder.Run("arm-none-eabi-objcopy", "-O", "binary", "checksum.o", "checksum.bin");
            byte[] built = folder.Read("checksum.bin");
            byte[] block = Routine(Ram);

            Assert.InRange(built.Length, 1, block.Length);
            Assert.Equal(built[8..], block[8..built.Length]);
            Assert.All(built[..8].Concat(block[built.Length..]), value => Assert.Equal(0, value));
            Assert.Equal(Ram + 0x180, BitConverter.ToUInt32(block, 0));
            Assert.Equal(Ram + 8 + 1, BitConverter.ToUInt32(block, 4));
        }

        [UnicornTheory]
        [MemberData(nameof(Parts))]
        public void It_computes_the_CRC_of_each_step_of_three_ranges_and_writes_nothing_but_its_table_and_the_results(string name)
        {
            MemoryMap memory = MemoryOf(name);
            uint ram = DeviceOf(name).FreeRam;
            uint start = Stm32Part.FlashBase;
            CodeRun run = Run(memory, ram, start + 32, start + 288, 256, start + 16, start + 2048, 2048, start + 2048, start + 9000, 2048);

            Assert.True(run.Rests);
            uint[] expected = { Crc(memory, 32, 256), Crc(memory, 16, 2032), Crc(memory, 2048, 2048), Crc(memory, 4096, 2048), Crc(memory, 6144, 2048), Crc(memory, 8192, 808) };
            Assert.All(ChangedOutsideTable(memory, run, ram), place => Assert.InRange(place, ram + DoneAt, ram + ResultsAt + (uint)(4 * expected.Length) - 1));
            Apply(memory, run);
            Assert.Equal(Token, memory.ReadWord(ram + DoneAt));
            Assert.Equal(expected, Results(memory, ram, expected.Length));
        }

        // Up to the last bytes of the RAM, and at places that a page of the emulator does not begin with.
        [UnicornTheory]
        [MemberData(nameof(Parts))]
        public void It_runs_at_any_place_in_the_RAM(string name)
        {
            MemoryMap memory = MemoryOf(name);
            uint first = DeviceOf(name).FreeRam;
            uint last = (uint)(0x20000000 + Stm32Parts.Create(name).RamSize - ResultsAt - 4);
            foreach (uint ram in new[] { first + 4, (first + ((last - first) / 2)) & ~3u, last })
            {
                CodeRun run = Run(memory, ram, Stm32Part.FlashBase + 4, Stm32Part.FlashBase + 1000, 2048);

                Assert.True(run.Rests);
                Assert.All(ChangedOutsideTable(memory, run, ram), place => Assert.InRange(place, ram + DoneAt, ram + ResultsAt + 3));
                Apply(memory, run);
                Assert.Equal((Token, Crc(memory, 4, 996)), (memory.ReadWord(ram + DoneAt), memory.ReadWord(ram + ResultsAt)));
            }
        }

        // One to three ranges; steps that do not divide them, and steps longer than they are; also where erased flash reads 00.
        [UnicornTheory]
        [InlineData("L476")]
        [InlineData("L073")]
        public void Any_ranges_and_steps_are_possible(string name)
        {
            Random random = new Random(17);
            MemoryMap memory = MemoryOf(name);
            memory.Flash.ErasePage(3);
            for (int i = 0; i < 200; i++)
            {
                List<uint> ranges = new List<uint>();
                List<uint> expected = new List<uint>();
                for (int range = random.Next(3); range >= 0; range--)
                {
                    int start = 4 * random.Next(4096);
                    int count = 4 * random.Next(1, 1024);
                    int step = 4 * random.Next(16, 1500);
                    ranges.AddRange(new[] { Stm32Part.FlashBase + (uint)start, Stm32Part.FlashBase + (uint)(start + count), (uint)step });
                    for (int done = 0; done < count; done += step)
                    {
                        expected.Add(Crc(memory, start + done, Math.Min(step, count - done)));
                    }
                }

                Apply(memory, Run(memory, DeviceOf(name).FreeRam, ranges.ToArray()));

                Assert.Equal(expected, Results(memory, DeviceOf(name).FreeRam, expected.Count));
                Assert.Equal(Token, memory.ReadWord(DeviceOf(name).FreeRam + DoneAt));
            }
        }

        [UnicornTheory]
        [InlineData("L476", 512 * 1024)]
        [InlineData("H743", 2048 * 1024)]
        public void It_needs_less_than_seven_instructions_for_a_byte(string name, int size)
        {
            MemoryMap memory = MemoryOf(name);
            CodeRun run = Run(memory, DeviceOf(name).FreeRam, Stm32Part.FlashBase, Stm32Part.FlashBase + (uint)size, 4096);

            Assert.True(run.Rests);
            Assert.InRange(run.Instructions, size, (7 * size) - 1);
            Apply(memory, run);
            Assert.Equal(Crc(memory, size - 4096, 4096), memory.ReadWord(DeviceOf(name).FreeRam + ResultsAt + (uint)(size / 1024) - 4));
        }

        // Memory that does not exist, and a unit that a power failure tore: the core faults.
        [UnicornTheory]
        [InlineData(0x08100000u, false)]
        [InlineData(0x60000000u, false)]
        [InlineData(0x08000000u, true)]
        public void It_leaves_no_token_if_the_core_faults(uint start, bool isTorn)
        {
            MemoryMap memory = MemoryOf("L476");
            if (isTorn)
            {
                memory.Flash.TearPage(1);
            }

            CodeRun run = Run(memory, Ram + 0x2000, start, start + 4096, 2048);

            Assert.False(run.Rests);
            Apply(memory, run);
            Assert.Equal(0u, memory.ReadWord(Ram + 0x2000 + DoneAt));
        }

        // MOVW, which ARMv6-M does not have; a store to the flash; and nothing of that.
        [UnicornTheory]
        [InlineData("40 F2 34 12 FE E7", false)]
        [InlineData("01 20 C0 06 00 60 FE E7", false)]
        [InlineData("01 20 C0 06 00 68 FE E7", true)]
        public void The_emulated_core_faults_where_a_small_one_does(string code, bool rests)
        {
            MemoryMap memory = MemoryOf("L476");
            memory.WriteRam(Ram, BitConverter.GetBytes(Ram + 256).Concat(BitConverter.GetBytes(Ram + 9)).Concat(Convert.FromHexString(code.Replace(" ", string.Empty, StringComparison.Ordinal))).ToArray());

            Assert.Equal(rests, UnicornProcessor.Installed.Run(memory, Ram).Rests);
        }

        private static string Here([CallerFilePath] string path = null)
        {
            return path;
        }

        private static byte[] Routine(uint ram)
        {
            return (byte[])Call("At", ram);
        }

        // It is internal: that of the assembly of the firmware.
        private static object Call(string method, params object[] arguments)
        {
            Type routine = typeof(Stm32Devices).Assembly.GetType("Esp32Bridge.Programming.ChecksumRoutine", true);
            return routine.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic).Invoke(null, arguments);
        }

        private static Stm32Device DeviceOf(string name)
        {
            return new Stm32Devices().Find(Stm32Parts.Create(name).Id);
        }

        private static MemoryMap MemoryOf(string name)
        {
            MemoryMap memory = new MemoryMap(Stm32Parts.Create(name));
            byte[] content = new byte[memory.Flash.Size];
            new Random(name.Length + content.Length).NextBytes(content);
            memory.Flash.Load(0, content);
            return memory;
        }

        private static CodeRun Run(MemoryMap memory, uint ram, params uint[] ranges)
        {
            memory.WriteRam(ram, Routine(ram));
            memory.WriteRam(ram + RequestAt, (byte[])Call("Request", Token, ranges));
            return UnicornProcessor.Installed.Run(memory, ram);
        }

        private static void Apply(MemoryMap memory, CodeRun run)
        {
            for (int i = 0; i < run.Addresses.Length; i++)
            {
                memory.WriteRam(run.Addresses[i], run.Contents[i]);
            }
        }

        private static IEnumerable<uint> Results(MemoryMap memory, uint ram, int count)
        {
            return Enumerable.Range(0, count).Select(i => memory.ReadWord(ram + ResultsAt + (uint)(4 * i)));
        }

        private static IEnumerable<uint> ChangedOutsideTable(MemoryMap memory, CodeRun run, uint ram)
        {
            return run.Addresses
                .SelectMany((address, i) => run.Contents[i].Select((value, offset) => (Place: address + (uint)offset, Value: value)))
                .Where(changed => memory.Read(changed.Place) != changed.Value)
                .Select(changed => changed.Place)
                .Where(place => place < ram + TableAt || place >= ram + RequestAt);
        }

        private static uint Crc(MemoryMap memory, int offset, int count)
        {
            return Stm32Crc.Compute(memory.Flash.Copy(offset, count), 0, count);
        }
    }
}
