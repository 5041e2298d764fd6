using System;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>The addresses of a part, as its bootloader sees them.</summary>
    public sealed class MemoryMap
    {
        private const uint RamBase = 0x20000000;
        private const int RamBlock = 1024;

        // Numbers of exceptions (ARMv7-M Architecture Reference Manual, B1.5.2).
        private const int SvCall = 11;
        private const int PendSv = 14;
        private const int SysTick = 15;

        // The initial stack pointer and the entry, which are not code.
        private const uint StartSize = 8;

        private readonly Stm32Part _part;
        private readonly byte[][] _ram;

        /// <summary>Creates the memories: an erased flash, a RAM of zeros, factory option bytes.</summary>
        /// <param name="part">The part.</param>
        public MemoryMap(Stm32Part part)
        {
            _part = part;
            _ram = new byte[part.RamSize / RamBlock][];
            Flash = new Flash(part);
            Options = new OptionBytes(part, Flash);
        }

        /// <summary>Gets the flash.</summary>
        public Flash Flash { get; }

        /// <summary>Gets the option bytes.</summary>
        public OptionBytes Options { get; }

        /// <summary>Returns whether an address is in the flash.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it is in the flash.</returns>
        public bool IsFlash(uint address)
        {
            uint offset = address - Stm32Part.FlashBase;
            return offset < (uint)_part.FlashSize && (_part.BankSize == 0 || offset % (uint)(_part.FlashSize / 2) < (uint)_part.BankSize);
        }

        /// <summary>Returns whether an address is in the RAM.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it is in the RAM.</returns>
        public bool IsRam(uint address)
        {
            return address >= RamBase && address - RamBase < (uint)_part.RamSize;
        }

        /// <summary>Returns whether the part takes new option bytes at an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it is their start.</returns>
        public bool IsOptionBytes(uint address)
        {
            return _part.Options.Length > 0 && address == _part.Options[0].Start;
        }

        /// <summary>Returns whether Read Memory accepts an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it does.</returns>
        public bool IsReadable(uint address)
        {
            return IsFlash(address)
                || (IsRam(address) && address >= _part.FirstFreeRam)
                || (address >= _part.SystemMemory && address - _part.SystemMemory < (uint)_part.SystemMemorySize)
                || _part.OptionsAt(address) != null
                || (_part.AreaBeforeFlashSize == 0 ? IsFlashSize(address) : address >= _part.AreaBeforeFlashSize && address < (_part.FlashSizeRegister & ~0xFu));
        }

        /// <summary>Returns whether Write Memory accepts an address; it checks only the first one.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it does.</returns>
        public bool IsWritable(uint address)
        {
            return IsFlash(address) || (IsRam(address) && address >= _part.FirstFreeRam) || IsOptionBytes(address);
        }

        /// <summary>Returns whether Go accepts an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it does.</returns>
        public bool IsExecutable(uint address)
        {
            return IsFlash(address) || (IsRam(address) && address >= _part.FirstFreeRam);
        }

        /// <summary>Reads a byte.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The byte; 0 if there is no memory.</returns>
        public byte Read(uint address)
        {
            if (IsFlash(address))
            {
                return Flash.Read(PlaceOf(address));
            }

            if (IsRam(address))
            {
                byte[] block = _ram[(address - RamBase) / RamBlock];
                return block == null ? (byte)0 : block[(address - RamBase) % RamBlock];
            }

            if (IsFlashSize(address))
            {
                return (byte)(((_part.BankSize == 0 ? _part.FlashSize : 2 * _part.BankSize) / 1024) >> (int)(8 * (address - _part.FlashSizeRegister)));
            }

            return _part.OptionsAt(address) == null ? (byte)0 : Options.Read(address);
        }

        /// <summary>Reads a word.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The word.</returns>
        public uint ReadWord(uint address)
        {
            return (uint)(Read(address) | (Read(address + 1) << 8) | (Read(address + 2) << 16) | (Read(address + 3) << 24));
        }

        /// <summary>Writes bytes into the RAM; bytes outside it are lost.</summary>
        /// <param name="address">The address of the first one.</param>
        /// <param name="data">The bytes.</param>
        public void WriteRam(uint address, byte[] data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                uint offset = address + (uint)i - RamBase;
                if (offset < (uint)_part.RamSize)
                {
                    if (_ram[offset / RamBlock] == null)
                    {
                        _ram[offset / RamBlock] = new byte[RamBlock];
                    }

                    _ram[offset / RamBlock][offset % RamBlock] = data[i];
                }
            }
        }

        /// <summary>Clears the RAM, as a power failure does.</summary>
        public void ClearRam()
        {
            Array.Clear(_ram, 0, _ram.Length);
        }

        /// <summary>
        /// Returns whether a core can start an application and keep running it: a stack in the RAM, an entry in readable code, and
        /// handlers for the system exceptions that each program takes soon.
        /// </summary>
        /// <param name="address">The address of its vector table.</param>
        /// <returns>True if it runs without a lockup.</returns>
        public bool CanStart(uint address)
        {
            uint entry = ReadWord(address + 4);
            return HasStack(address)
                && !IsTorn(address + 4)
                && ((IsCode(entry) && Seen(entry & ~1u) - address >= StartSize) || ((entry & 1) == 1 && IsRam(entry & ~1u)))
                && IsHandled(address + (4 * SvCall))
                && IsHandled(address + (4 * PendSv))
                && IsHandled(address + (4 * SysTick));
        }

        /// <summary>Returns whether an address seems to hold a program, judged by its initial stack pointer only.</summary>
        /// <param name="address">The address of its vector table.</param>
        /// <returns>True if the stack pointer is in the RAM.</returns>
        public bool HasStack(uint address)
        {
            uint stack = ReadWord(address) & ~3u;
            return !IsTorn(address) && stack > RamBase && stack <= RamBase + (uint)_part.RamSize;
        }

        /// <summary>Returns which page a number in the erase commands means, with the banks swapped or not.</summary>
        /// <param name="number">The number.</param>
        /// <returns>The page; one that does not exist if no page has that number.</returns>
        public int PageOfNumber(int number)
        {
            int page = _part.PageOfNumber(number);
            int half = _part.PageCount / 2;
            return !_part.NumbersFollowSwap || !Options.SwapBank || page < 0 || page >= _part.PageCount ? page : page < half ? page + half : page - half;
        }

        /// <summary>Returns the offset in the flash of an address, with the banks swapped or not.</summary>
        /// <param name="address">The address, in the flash.</param>
        /// <returns>The offset, from the start of the flash.</returns>
        public int PlaceOf(uint address)
        {
            int offset = (int)(address - Stm32Part.FlashBase);
            int half = _part.FlashSize / 2;
            return !Options.SwapBank ? offset : offset < half ? offset + half : offset - half;
        }

        /// <summary>Returns what the core sees at an address at reset, when the flash is also at its alias.</summary>
        /// <param name="address">The address.</param>
        /// <returns>The address of the same thing in the flash, or the address itself.</returns>
        public uint Seen(uint address)
        {
            uint offset = address - _part.FlashAlias;
            return offset < (uint)_part.FlashSize ? Stm32Part.FlashBase + offset : address;
        }

        /// <summary>Returns whether the core faults when it reads an address: a power failure tore its unit of the flash.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True if it does.</returns>
        public bool IsTorn(uint address)
        {
            return IsFlash(address) && Flash.IsTorn(PlaceOf(address));
        }

        private bool IsFlashSize(uint address)
        {
            return _part.FlashSizeRegister != 0 && address - _part.FlashSizeRegister < 2;
        }

        // A vector of 0 is not used by the program. A vector that does not point into the flash is not checked.
        private bool IsHandled(uint address)
        {
            uint vector = ReadWord(address);
            return !IsTorn(address) && ((vector & 1) == 0 || !IsFlash(Seen(vector & ~1u)) || IsCode(vector));
        }

        private bool IsCode(uint vector)
        {
            uint address = Seen(vector & ~1u);
            uint erased = (uint)(_part.ErasedValue * 0x01010101);
            return (vector & 1) == 1 && IsFlash(address) && IsFlash(address + 3) && !IsTorn(address) && ReadWord(address) != erased;
        }
    }
}
