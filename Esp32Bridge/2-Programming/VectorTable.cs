using System;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The vector table at the start of a program: initial stack pointer, entry, the handlers of the other system exceptions,
    /// then those of interrupts (ARMv7-M Architecture Reference Manual, B1.5.3). Its length is not stored anywhere. The check
    /// ends at the first code that a vector points to, or at the first word that does not look like a vector: what follows
    /// may be anything.
    /// </summary>
    internal sealed class VectorTable
    {
        private const string Step = "check the image";
        private const string LinkIt = "The image is linked for another address: link it for this one or give the address that it is linked for in the job.";

        private const int StackIndex = 0;
        private const int EntryIndex = 1;
        private const int FirstInterrupt = 16;

        // An NVIC of ARMv7-M has up to 240 interrupts; no STM32 has more.
        private const int MostWords = FirstInterrupt + 240;

        private const int WordSize = 4;
        private const int Nowhere = -1;

        private readonly ImageDescription _image;
        private readonly Stm32Device _device;

        // The end of the table at most, in bytes from the start of the image.
        private int _end;

        /// <summary>Creates the check.</summary>
        /// <param name="image">The image.</param>
        /// <param name="device">The part that it is made for.</param>
        internal VectorTable(ImageDescription image, Stm32Device device)
        {
            _image = image;
            _device = device;
            int words = image.Size / WordSize;
            _end = WordSize * (words < MostWords ? words : MostWords);
        }

        /// <summary>Tells whether the table can extend beyond a position.</summary>
        /// <param name="position">The position, in bytes from the start of the image.</param>
        /// <returns>True if it can.</returns>
        internal bool Reaches(int position)
        {
            return position < _end;
        }

        /// <summary>Checks a block of the image. The blocks of the table must come in their order.</summary>
        /// <param name="block">The bytes.</param>
        /// <param name="position">Their position, in bytes from the start of the image, at the start of a word.</param>
        /// <param name="count">How many there are.</param>
        /// <exception cref="ProgrammingException">This is not a program for the part, or it is linked for another address.</exception>
        internal void Check(byte[] block, int position, int count)
        {
            for (int i = 0; i + WordSize <= count && position + i < _end; i += WordSize)
            {
                int index = (position + i) / WordSize;
                uint word = BitConverter.ToUInt32(block, i);
                if (index <= EntryIndex)
                {
                    CheckStart(block, count, index, word);
                }
                else if (!IsReserved(index))
                {
                    CheckHandler(index, word);
                }
            }
        }

        // With such words at its boot address, a core would lock up.
        private void CheckStart(byte[] block, int count, int index, uint word)
        {
            bool isStack = index == StackIndex;
            int code = isStack ? Nowhere : OffsetOf(word);
            if (isStack ? _device.IsStack(word) : code != Nowhere)
            {
                EndAt(code);
                return;
            }

            uint address = _image.Address + (uint)(WordSize * index);
            FileKind kind = FileKind.Of(block, count, _image.Address);
            if (kind != null)
            {
                throw new ProgrammingException(Step, address, "a plain binary", kind.Name, kind.Advice);
            }

            // Linkers put programs at the start of the flash or at 0. What is data there, or begins like a program, is not advised to be data.
            bool isProgram = !isStack || IsRam(word) || _image.Address == Stm32Device.FlashBase || (WordSize + WordSize <= count && IsInFlash(BitConverter.ToUInt32(block, WordSize)));
            string advice = isStack && IsRam(word)
                ? "It is no program for this part or has its stack in a RAM that the device table does not name."
                : "The file is no program for this part and address" + (isProgram ? "." : "; 'kind': 'data' is only for what no core runs.");
            throw new ProgrammingException(
                Step,
                address,
                isStack ? "a stack pointer in the RAM of " + _device.Name : "an odd entry within the image",
                "0x" + word.ToString("X8"),
                isStack || !(IsInFlash(word) || IsInFlash(Stm32Device.FlashBase + word)) ? advice : LinkIt);
        }

        private void CheckHandler(int index, uint word)
        {
            int code = OffsetOf(word);
            if (code != Nowhere)
            {
                EndAt(code);
            }
            else if (IsInFlash(word))
            {
                throw new ProgrammingException(
                    Step,
                    _image.Address + (uint)(WordSize * index),
                    "the handler of " + NameOf(index) + " within the image: 0x" + _image.Address.ToString("X8") + " to 0x" + (_image.Address + (uint)_image.Size - 1).ToString("X8"),
                    "0x" + word.ToString("X8"),
                    LinkIt);
            }
            else if (word != 0 && word != uint.MaxValue && !((word & 1) == 1 && _device.IsStack(word)))
            {
                // Neither unused nor a handler in RAM: the word belongs to what follows the table.
                EndAt(WordSize * index);
            }
        }

        private void EndAt(int offset)
        {
            if (offset != Nowhere && offset < _end)
            {
                _end = offset;
            }
        }

        // The position of code, in bytes from the start of the image. An image that is linked for the alias of the flash at
        // reset also runs.
        private int OffsetOf(uint vector)
        {
            uint size = (uint)_image.Size;
            uint offset = vector - _image.Address;
            if (offset >= size)
            {
                offset += Stm32Device.FlashBase - _device.FlashAlias;
            }

            return (vector & 1) == 1 && offset < size ? (int)(offset - 1) : Nowhere;
        }

        private bool IsInFlash(uint vector)
        {
            return (vector & 1) == 1 && vector - Stm32Device.FlashBase < (uint)_device.FlashSize;
        }

        // Version, checksum, or anything else that a program has there.
        private static bool IsReserved(int index)
        {
            return (index >= 7 && index <= 10) || index == 13;
        }

        // The address range of RAM in Cortex-M parts, including RAM of another core or on another bus.
        private static bool IsRam(uint word)
        {
            return word >= 0x10000000 && word < 0x40000000 && (word & 3) == 0;
        }

        private static string NameOf(int index)
        {
            switch (index)
            {
                case 2: return "NMI";
                case 3: return "HardFault";
                case 4: return "MemManage";
                case 5: return "BusFault";
                case 6: return "UsageFault";
                case 11: return "SVCall";
                case 12: return "DebugMonitor";
                case 14: return "PendSV";
                case 15: return "SysTick";
                default: return "interrupt " + (index - FirstInterrupt);
            }
        }
    }
}
