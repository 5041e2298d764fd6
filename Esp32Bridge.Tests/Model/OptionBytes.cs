namespace Esp32Bridge.Tests.Model
{
    /// <summary>
    /// What the option bytes say about booting and protection, with the bits of the user option register of L4 (RM0351
    /// 3.7.8, RM0432 3.7.8), G0 (RM0444 3.7.8) and U5 (RM0456 7.9.13).
    /// </summary>
    public sealed class OptionBytes
    {
        private const int TrustZoneBit = 31;

        private readonly Stm32Part _part;
        private uint _pending;
        private bool _isPending;

        /// <summary>Creates the option bytes of a part that boots by its BOOT0 pin.</summary>
        /// <param name="part">The part.</param>
        public OptionBytes(Stm32Part part)
        {
            _part = part;
            DualBank = !part.IsSingleBank;
        }

        /// <summary>Gets or sets whether read protection is at level 1.</summary>
        public bool IsReadProtected { get; set; }


        /// <summary>Gets or sets nSWBOOT0: whether the BOOT0 pin counts, and not nBOOT0. On G0 it is nBOOT_SEL with the other sense, and delivered such that the pin does not count.</summary>
        public bool NSwBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT0, which counts in the place of the pin: false boots the bootloader.</summary>
        public bool NBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT1 of L4 and G0: false boots the RAM when BOOT0 is high.</summary>
        public bool NBoot1 { get; set; } = true;

        /// <summary>Gets or sets DBANK of L4+. To write it changes the register and not the pages of the model.</summary>
        public bool DualBank { get; set; }

        /// <summary>Gets or sets TZEN of U5: with it, writes to the flash are acknowledged and lost.</summary>
        public bool TrustZone { get; set; }

        /// <summary>Gets or sets SWAP_BANK: the two banks have exchanged their addresses, and not the numbers of their pages.</summary>
        public bool SwapBank { get; set; }

        /// <summary>Gets or sets BFB2: the second bank boots, when it begins with a stack pointer.</summary>
        public bool BootBank2 { get; set; }

        /// <summary>Gets or sets NSBOOTADD0 of U5, as an address.</summary>
        public uint BootAddress { get; set; } = Stm32Part.FlashBase;

        /// <summary>Gets or sets the user option register.</summary>
        public uint Register
        {
            get
            {
                uint value = IsReadProtected ? 0xBBu : 0xAAu;
                value |= Bit(_part.Boot1Bit, NBoot1);
                value |= Bit(_part.BootPinBit, NSwBoot0 != _part.IsBootPinBitInverted);
                value |= Bit(_part.Boot0Bit, NBoot0);
                value |= Bit(_part.DualBankBit, DualBank && _part.DualBankBit > 0);
                value |= Bit(_part.SwapBankBit, SwapBank && _part.SwapBankBit > 0);
                value |= Bit(_part.BootBank2Bit, BootBank2 && _part.BootBank2Bit > 0);
                value |= Bit(TrustZoneBit, TrustZone);
                return value;
            }

            set
            {
                IsReadProtected = (value & 0xFF) != 0xAA;
                NBoot1 = IsSet(value, _part.Boot1Bit);
                NSwBoot0 = IsSet(value, _part.BootPinBit) != _part.IsBootPinBitInverted;
                NBoot0 = IsSet(value, _part.Boot0Bit);
                DualBank = IsSet(value, _part.DualBankBit);
                SwapBank = _part.SwapBankBit > 0 && IsSet(value, _part.SwapBankBit);
                BootBank2 = _part.BootBank2Bit > 0 && IsSet(value, _part.BootBank2Bit);
                TrustZone = IsSet(value, TrustZoneBit);
            }
        }

        /// <summary>Writes the register, as the part takes it: at once or at the next power-on.</summary>
        /// <param name="value">The value.</param>
        public void Write(uint value)
        {
            if (_part.LaunchesOptionsAtPowerOn)
            {
                _isPending = true;
                _pending = value;
                return;
            }

            Register = value;
        }

        /// <summary>The supply comes back: what was written before counts.</summary>
        public void Launch()
        {
            if (_isPending)
            {
                _isPending = false;
                Register = _pending;
            }
        }

        /// <summary>Reads a byte of the register and its complement behind it.</summary>
        /// <param name="offset">0 to 7.</param>
        /// <returns>The byte.</returns>
        public byte Read(int offset)
        {
            uint second = _part.BootAddressRegister == 0 ? ~Register : BootAddress;
            uint word = offset < 4 ? Register : second;
            return _part.OptionFiller < 0 ? (byte)(word >> (8 * (offset % 4))) : (byte)_part.OptionFiller;
        }

        private static uint Bit(int number, bool isSet)
        {
            return isSet ? 1u << number : 0;
        }

        private static bool IsSet(uint value, int number)
        {
            return (value & (1u << number)) != 0;
        }
    }
}
