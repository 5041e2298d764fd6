using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>A core that knows one program: it does what checksum.s does, without its machine code.</summary>
    internal sealed class RoutineProcessor : IProcessor
    {
        private const uint RequestAt = 0x580;
        private const uint DoneAt = 0x5AC;
        private const uint Range = 12;
        private const int MostResults = 513;
        private const long InstructionsOfWord = 24;
        private const long InstructionsOfTable = 12000;

        /// <inheritdoc/>
        public CodeRun Run(MemoryMap memory, uint address)
        {
            byte[] results = new byte[(1 + MostResults) * sizeof(uint)];
            BitConverter.GetBytes(memory.ReadWord(address + RequestAt)).CopyTo(results, 0);
            int count = sizeof(uint);
            long words = 0;
            for (uint range = address + RequestAt + sizeof(uint); memory.ReadWord(range) != 0; range += Range)
            {
                uint start = memory.ReadWord(range);
                uint end = memory.ReadWord(range + 4);

                // The routine takes at least one word at a time.
                uint step = memory.ReadWord(range + 8) == 0 ? sizeof(uint) : memory.ReadWord(range + 8);
                for (; start < end; start += step)
                {
                    if (count == results.Length)
                    {
                        return new CodeRun { Faults = true };
                    }

                    uint length = (end - start < step ? end - start : step) / sizeof(uint);
                    BitConverter.GetBytes(ChecksumModel.Compute(memory, start, length, Stm32Crc.Polynomial, Stm32Crc.InitialValue)).CopyTo(results, count);
                    count += sizeof(uint);
                    words += length;
                }
            }

            byte[] left = new byte[count];
            Array.Copy(results, left, count);
            return new CodeRun
            {
                Instructions = InstructionsOfTable + (words * InstructionsOfWord),
                Rests = true,
                Addresses = new uint[] { address + DoneAt },
                Contents = new byte[][] { left },
            };
        }
    }
}
