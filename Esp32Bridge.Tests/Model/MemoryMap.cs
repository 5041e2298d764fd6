using System;

namespace Esp32Bridge.Tests.Model
{
    /// <summary>The addresses of a part, as its bootloader sees them.</summary>
    public sealed class MemoryMap
    {
        private const uint RamBase = 0x20000000;
        private const int RamBlock = 1024;

        private readonly Stm32Part _part;
        private readonly byte[][] _ram;

        /// <summary>Creates the memories: an erased flash, a RAM of zeros, option bytes as delivered.</summary>
        /// <param name="part">The part.</param>
        public MemoryMap(Stm32Part part)
        {
            _part = part;
            _ram = new byte[part.RamSize / RamBlock][];
            Flash = new Flash(part);
            Options = new OptionBytes(part);
        }

        /// <summary>Gets the flash.</summary>
        public Flash Flash { get; }

        /// <summary>Gets the option bytes.</summary>
        public OptionBytes Options { get; }

        /// <summary>Tells whether an address is in the flash.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True within the flash.</returns>
        public bool IsFlash(uint address)
        {
            return address >= Stm32Part.FlashBase && address - Stm32Part.FlashBase < (uint)_part.FlashSize;
        }

        /// <summary>Tells whether an address is in the RAM.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True within the RAM.</returns>
        public bool IsRam(uint address)
        {
            return address >= RamBase && address - RamBase < (uint)_part.RamSize;
        }

        /// <summary>Tells whether an address is the start of the option bytes.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True at their start.</returns>
        public bool IsOptionBytes(uint address)
        {
            return _part.OptionBytes != 0 && address == _part.OptionBytes;
        }

        /// <summary>Tells whether Read Memory takes an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True when it does.</returns>
        public bool IsReadable(uint address)
        {
            return IsFlash(address)
                || (IsRam(address) && address >= _part.FirstFreeRam)
                || (address >= _part.SystemMemory && address - _part.SystemMemory < (uint)_part.SystemMemorySize)
                || (_part.OptionBytes != 0 && address >= _part.OptionBytes && address - _part.OptionBytes < 8)
                || (_part.FlashSizeRegister != 0 && address >= _part.FlashSizeRegister && address - _part.FlashSizeRegister < 2)
                || ProtectionWordAt(address) >= 0;
        }

        /// <summary>Tells whether Write Memory takes an address: only the first one is looked at.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True when it does.</returns>
        public bool IsWritable(uint address)
        {
            return IsFlash(address) || (IsRam(address) && address >= _part.FirstFreeRam) || IsOptionBytes(address);
        }

        /// <summary>Tells whether Go takes an address.</summary>
        /// <param name="address">The address.</param>
        /// <returns>True when it does.</returns>
        public bool IsExecutable(uint address)
        {
            return IsFlash(address) || (IsRam(address) && address >= _part.FirstFreeRam);
        }

        /// <summary>Reads a byte.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The byte; 0 where there is nothing.</returns>
        public byte Read(uint address)
        {
            if (IsFlash(address))
            {
                return Flash.Read(PlaceOf(address));
            }

            int protection = ProtectionWordAt(address);
            if (protection >= 0)
            {
                return (byte)(Flash.ProtectedRange(protection) >> (int)(8 * (address % 4)));
            }

            if (IsRam(address))
            {
                byte[] block = _ram[(address - RamBase) / RamBlock];
                return block == null ? (byte)0 : block[(address - RamBase) % RamBlock];
            }

            if (_part.FlashSizeRegister != 0 && address - _part.FlashSizeRegister < 2)
            {
                return (byte)((_part.FlashSize / 1024) >> (int)(8 * (address - _part.FlashSizeRegister)));
            }

            if (_part.OptionBytes != 0 && address - _part.OptionBytes < 8)
            {
                return Options.Read((int)(address - _part.OptionBytes));
            }

            // The write protection of F1: none.
            if (_part.OptionBytes != 0 && address - _part.OptionBytes < 16)
            {
                return 0xFF;
            }

            return 0;
        }

        /// <summary>Reads a word.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The word.</returns>
        public uint ReadWord(uint address)
        {
            return (uint)(Read(address) | (Read(address + 1) << 8) | (Read(address + 2) << 16) | (Read(address + 3) << 24));
        }

        /// <summary>Writes bytes into the RAM; what lies outside is lost.</summary>
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

        /// <summary>Loses the RAM.</summary>
        public void ClearRam()
        {
            Array.Clear(_ram, 0, _ram.Length);
        }

        /// <summary>Tells whether a core can start an application: a stack in the RAM, and an entry in code that it can read.</summary>
        /// <param name="address">The address of its vector table.</param>
        /// <returns>True when it runs, and does not lock up.</returns>
        public bool CanStart(uint address)
        {
            uint stack = ReadWord(address) & ~3u;
            uint entry = ReadWord(address + 4);
            return !IsTorn(address)
                && !IsTorn(address + 4)
                && !IsTorn(entry & ~1u)
                && stack > RamBase
                && stack <= RamBase + (uint)_part.RamSize
                && (entry & 1) == 1
                && (IsFlash(entry & ~1u) || IsRam(entry & ~1u))
                && ReadWord(entry & ~1u) != 0xFFFFFFFF;
        }

        /// <summary>Tells which place of the flash an address is, as the banks are exchanged.</summary>
        /// <param name="address">The address, in the flash.</param>
        /// <returns>The place, from the start of the flash.</returns>
        public int PlaceOf(uint address)
        {
            int offset = (int)(address - Stm32Part.FlashBase);
            int half = _part.FlashSize / 2;
            return !Options.SwapBank ? offset : offset < half ? offset + half : offset - half;
        }

        private int ProtectionWordAt(uint address)
        {
            for (int i = 0; i < _part.WriteProtectionWords.Length; i++)
            {
                if (address - _part.WriteProtectionWords[i] < 4)
                {
                    return i;
                }
            }

            return -1;
        }

        private bool IsTorn(uint address)
        {
            return IsFlash(address) && Flash.IsTorn(PlaceOf(address));
        }
    }
}
