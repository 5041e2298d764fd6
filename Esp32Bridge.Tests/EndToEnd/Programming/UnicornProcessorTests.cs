using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Tests.Model;
using Xunit;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>The emulated core that runs code in the RAM of a part.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class UnicornProcessorTests
    {
        private const uint Ram = 0x20000400;
        private const uint Stack = Ram + 0x100;

        // Thumb code that is put behind stack pointer and entry.
        private const string Rest = "FE E7 "; // b .
        private const string Load = "01 49 08 68 " + Rest + "00 BF "; // ldr r1, =address; ldr r0, [r1]; rest; nop; the address follows
        private const string Store = "01 49 08 60 " + Rest + "00 BF "; // ldr r1, =address; str r0, [r1]; rest; nop; the address follows
        private const string Push = "80 B4 " + Rest; // push {r7}; rest

        /// <summary>Gets the parts.</summary>
        public static TheoryData<string> Parts
        {
            get { return new TheoryData<string>(Stm32Parts.Names); }
        }

        [UnicornTheory]
        [MemberData(nameof(Parts))]
        public void All_that_a_part_has_can_be_read_and_nothing_behind_it(string name)
        {
            MemoryMap memory = new MemoryMap(Stm32Parts.Create(name));
            uint flash = EndOf(Stm32Part.FlashBase, memory.IsFlash);
            uint ram = EndOf(Ram, memory.IsRam);

            Assert.True(Rests(memory, Load, Stm32Part.FlashBase));
            Assert.True(Rests(memory, Load, flash - 4));
            Assert.True(Faults(memory, Load, flash));
            Assert.True(Faults(memory, Load, Stm32Part.FlashBase - 4));
            Assert.True(Rests(memory, Load, ram - 4));
            Assert.True(Rests(memory, Store, ram - 4));
            Assert.True(Faults(memory, Load, ram));
            Assert.True(Faults(memory, Store, ram));
            Assert.True(Faults(memory, Load, 0xE000E010));
        }

        [UnicornTheory]
        [InlineData("40 F2 34 12 ", "movw r2, #0x234")]
        [InlineData("90 FB F1 F0 ", "sdiv r0, r0, r1")]
        [InlineData("00 DE ", "udf #0")]
        [InlineData("00 DF ", "svc #0")]
        [InlineData("00 BE ", "bkpt #0")]
        [InlineData("78 46 01 30 01 68 ", "mov r0, pc; adds r0, #1; ldr r1, [r0]")]
        [InlineData("78 46 00 47 ", "mov r0, pc; bx r0, which is even")]
        public void It_faults_at_what_a_small_core_does_not_have(string code, string source)
        {
            Assert.True(Faults(Memory(), code + Rest, 0), source);
        }

        [UnicornTheory]
        [InlineData(1, true)]
        [InlineData(0, false)]
        public void The_entry_has_the_bit_of_Thumb(uint bit, bool rests)
        {
            MemoryMap memory = Memory();
            Put(memory, Rest, 0);
            memory.WriteRam(Ram + 4, BitConverter.GetBytes(Ram + 8 + bit));

            CodeRun run = UnicornProcessor.Installed.Run(memory, Ram);

            Assert.Equal((rests, !rests), (run.Rests, run.Faults));
        }

        [UnicornTheory]
        [InlineData(Stack - 4)]
        public void It_begins_with_the_stack_pointer_and_tells_what_it_changed(uint place)
        {
            MemoryMap memory = Memory();
            memory.WriteRam(place, new byte[] { 1, 2, 3, 4 });

            CodeRun run = Run(memory, Push, 0);

            Assert.Equal(0x04030201u, memory.ReadWord(place));
            Apply(memory, run);
            Assert.Equal(0u, memory.ReadWord(place));
        }

        // movs r7, #5: the run after it begins with the same registers as any other.
        [UnicornTheory]
        [InlineData("05 27 " + Rest, Push)]
        public void Nothing_of_a_run_is_left_for_the_next_one(string code, string next)
        {
            MemoryMap memory = Memory();
            memory.WriteRam(Stack - 4, new byte[] { 1, 2, 3, 4 });

            Assert.Empty(Run(memory, code, 0).Addresses);
            Apply(memory, Run(memory, next, 0));

            Assert.Equal(0u, memory.ReadWord(Stack - 4));
        }

        [UnicornTheory]
        [InlineData(1)]
        [InlineData(1000)]
        public void It_counts_the_instructions(int turns)
        {
            // movs r0, #1; lsls r0, #shift; loop: subs r0, #1; bne loop; rest, twice
            int shift = turns == 1 ? 0 : 10;
            CodeRun run = Run(Memory(), "01 20 " + (shift == 0 ? "00 00 " : "80 02 ") + "01 38 FD D1 " + Rest, 0);

            Assert.True(run.Rests);
            Assert.InRange(run.Instructions, 2 + (2 << shift) + 1, 2 + (2 << shift) + 2);
        }

        // loop: adds r0, #1; b loop
        [UnicornTheory]
        [InlineData("01 30 FD E7 ")]
        public void Code_that_never_ends_is_stopped(string code)
        {
            Stopwatch time = Stopwatch.StartNew();

            CodeRun run = Run(Memory(), code, 0);

            Assert.Equal((false, false), (run.Rests, run.Faults));
            Assert.InRange(run.Instructions, 50_000_000, 500_000_000);
            Assert.InRange(time.Elapsed.TotalSeconds, 0, 30);
        }

        [UnicornTheory]
        [InlineData("L476")]
        [InlineData("H743")]
        public void A_write_to_the_flash_faults_and_changes_nothing(string name)
        {
            MemoryMap memory = new MemoryMap(Stm32Parts.Create(name));
            int revision = memory.Flash.Revision;

            CodeRun run = Run(memory, Store, Stm32Part.FlashBase + 0x1000);

            Assert.True(run.Faults);
            Assert.Empty(run.Addresses);
            Assert.Equal((revision, 0xFFFFFFFFu), (memory.Flash.Revision, memory.ReadWord(Stm32Part.FlashBase + 0x1000)));
        }

        // ldr r1, =address; bx r1
        [UnicornTheory]
        [InlineData("00 49 08 47 ", Rest)]
        public void Code_in_the_flash_can_be_called(string code, string called)
        {
            MemoryMap memory = Memory();
            memory.Flash.Load(0x200, Bytes(called));

            Assert.True(Rests(memory, code, Stm32Part.FlashBase + 0x201));
            Assert.True(Faults(memory, code, Stm32Part.FlashBase + 0x301));
        }

        [UnicornTheory]
        [InlineData("L476", 0x1800)]
        [InlineData("U575", 0x4000)]
        public void A_torn_unit_faults_and_its_neighbours_do_not(string name, uint unit)
        {
            MemoryMap memory = new MemoryMap(Stm32Parts.Create(name));
            memory.Flash.TearUnit((int)unit);

            Assert.True(Faults(memory, Load, Stm32Part.FlashBase + unit));
            Assert.True(Rests(memory, Load, Stm32Part.FlashBase + unit - 4));
            Assert.True(Rests(memory, Load, Stm32Part.FlashBase + unit + 1024));
        }

        [UnicornTheory]
        [InlineData(8, 40)]
        public void Many_threads_can_use_it_at_the_same_time(int threads, int runs)
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                MemoryMap memory = Memory();
                for (int i = 0; i < runs; i++)
                {
                    // movs r7, #number
                    byte number = (byte)((thread * runs) + i);
                    Apply(memory, Run(memory, number.ToString("X2") + " 27 " + Push, 0));
                    Assert.Equal(number, memory.ReadWord(Stack - 4));
                }
            });
        }

        [UnicornTheory]
        [InlineData(200)]
        public void A_run_takes_no_memory_for_ever(int runs)
        {
            MemoryMap memory = Memory();
            _ = Enumerable.Range(0, runs).Count(i => !Rests(memory, Rest, 0));
            long before = Environment.WorkingSet;

            Assert.All(Enumerable.Range(0, runs), i => Assert.True(Rests(memory, Rest, 0)));

            // An engine has three of them.
            Assert.InRange((Environment.WorkingSet - before) / runs, long.MinValue, 1024 * 1024);
        }

        private static MemoryMap Memory()
        {
            return new MemoryMap(Stm32Parts.Create("L476"));
        }

        private static bool Rests(MemoryMap memory, string code, uint address)
        {
            return Run(memory, code, address).Rests;
        }

        private static bool Faults(MemoryMap memory, string code, uint address)
        {
            return Run(memory, code, address).Faults;
        }

        private static CodeRun Run(MemoryMap memory, string code, uint address)
        {
            Put(memory, code, address);
            return UnicornProcessor.Installed.Run(memory, Ram);
        }

        // Stack pointer, entry, the code, and the address that it uses.
        private static void Put(MemoryMap memory, string code, uint address)
        {
            memory.WriteRam(Ram, BitConverter.GetBytes(Stack).Concat(BitConverter.GetBytes(Ram + 8 + 1)).Concat(Bytes(code)).Concat(BitConverter.GetBytes(address)).ToArray());
        }

        private static void Apply(MemoryMap memory, CodeRun run)
        {
            for (int i = 0; i < run.Addresses.Length; i++)
            {
                memory.WriteRam(run.Addresses[i], run.Contents[i]);
            }
        }

        private static byte[] Bytes(string hex)
        {
            return Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
        }

        private static uint EndOf(uint start, Func<uint, bool> exists)
        {
            uint end = start;
            while (exists(end))
            {
                end += 1024;
            }

            return end;
        }
    }
}
