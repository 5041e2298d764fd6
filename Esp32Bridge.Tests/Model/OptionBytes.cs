namespace Esp32Bridge.Tests.Model
{
    /// <summary>The options for booting and protection, and the option words that hold them.</summary>
    public sealed class OptionBytes
    {
        private const uint Level1 = 0xBB;

        private readonly Stm32Part _part;
        private readonly Flash _flash;
        private uint _pending;
        private bool _isPending;

        /// <summary>Creates the option bytes of a part that boots by its BOOT0 pin.</summary>
        /// <param name="part">The part.</param>
        /// <param name="flash">Its flash.</param>
        public OptionBytes(Stm32Part part, Flash flash)
        {
            _part = part;
            _flash = flash;
            DualBank = !part.IsSingleBank;
            BootAddress = part.BootAddress == null || part.FlashAlias == 0 ? Stm32Part.FlashBase : part.FlashAlias;
        }

        /// <summary>Gets or sets whether read protection is at level 1.</summary>
        public bool IsReadProtected { get; set; }

        /// <summary>
        /// Gets or sets whether the BOOT0 pin counts, and not nBOOT0: nSWBOOT0. Other parts have nBOOT_SEL, with the inverse meaning;
        /// it is set in delivered parts, so that the pin does not count.
        /// </summary>
        public bool NSwBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT0, which can replace the pin: false boots the bootloader.</summary>
        public bool NBoot0 { get; set; } = true;

        /// <summary>Gets or sets nBOOT1: false boots the RAM when BOOT0 is high.</summary>
        public bool NBoot1 { get; set; } = true;

        /// <summary>Gets or sets whether the flash has two banks: DBANK, DB1M, nDBANK. Writing it changes the word, but not the pages of the model.</summary>
        public bool DualBank { get; set; }

        /// <summary>Gets or sets TZEN: if it is set, writes to the flash are acknowledged but lost.</summary>
        public bool TrustZone { get; set; }

        /// <summary>Gets or sets whether the two banks are swapped: SWAP_BANK, nSWAP_BANK.</summary>
        public bool SwapBank { get; set; }

        /// <summary>Gets or sets whether the second bank boots when it begins with a stack pointer: BFB2, nBFB2.</summary>
        public bool BootBank2 { get; set; }

        /// <summary>Gets or sets BOOT_LOCK: neither the pin nor an empty flash boots the bootloader.</summary>
        public bool BootLock { get; set; }

        /// <summary>Gets or sets whether protected pages are also protected against reading (PCROP, SPRMOD, WPRMOD). The model lets them be read nevertheless.</summary>
        public bool Pcrop { get; set; }

        /// <summary>Gets or sets the address that boots with BOOT0 low.</summary>
        public uint BootAddress { get; set; }

        /// <summary>Writes a word. It takes effect at once or at the next power-on, as on the part.</summary>
        /// <param name="word">The first word of the option bytes.</param>
        public void Write(uint word)
        {
            if (_part.LaunchesOptionsAtPowerOn)
            {
                _isPending = true;
                _pending = word;
                return;
            }

            Load(word);
        }

        /// <summary>Sets or ends read protection. It takes effect at once or at the next power-on, as on the part.</summary>
        /// <param name="isProtected">Whether the part is protected from then on.</param>
        public void WriteLevel(bool isProtected)
        {
            if (!_part.LaunchesOptionsAtPowerOn || _part.ProtectionLevel == null)
            {
                IsReadProtected = isProtected;
                return;
            }

            uint address = _part.Options[0].Start;
            Write(_part.ProtectionLevel.Put(address, WordAt(address), isProtected ? Level1 : _part.OpenLevel));
        }

        /// <summary>The supply returns: what was written before takes effect.</summary>
        public void Launch()
        {
            if (_isPending)
            {
                _isPending = false;
                Load(_pending);
            }
        }

        /// <summary>Reads a word.</summary>
        /// <param name="address">Its address.</param>
        /// <returns>The word.</returns>
        public uint WordAt(uint address)
        {
            uint word = Put(_part.ProtectionLevel, address, 0, IsReadProtected ? Level1 : _part.OpenLevel);
            word = Put(_part.BootPin, address, word, NSwBoot0);
            word = Put(_part.Boot0, address, word, NBoot0);
            word = Put(_part.Boot1, address, word, NBoot1);
            word = Put(_part.DualBank, address, word, DualBank);
            word = Put(_part.SwapBank, address, word, SwapBank);
            word = Put(_part.BootBank2, address, word, BootBank2);
            word = Put(_part.TrustZone, address, word, TrustZone);
            word = Put(_part.BootLock, address, word, BootLock);
            word = Put(_part.BootAddress, address, word, BootAddress);
            for (int i = 0; i < _part.WriteProtection.Length; i++)
            {
                word = _part.WriteProtection[i].Put(address, word, _flash, Pcrop);
            }

            return word;
        }

        /// <summary>Reads a byte.</summary>
        /// <param name="address">Its address, in one of the areas of the part.</param>
        /// <returns>The byte.</returns>
        public byte Read(uint address)
        {
            OptionArea area = _part.OptionsAt(address);
            return _part.OptionFiller < 0 ? area.ByteOf(address, WordAt(area.WordOf(address))) : (byte)_part.OptionFiller;
        }

        private void Load(uint word)
        {
            uint address = _part.Options[0].Start;
            IsReadProtected = _part.ProtectionLevel != null && _part.ProtectionLevel.Take(address, word, _part.OpenLevel) != _part.OpenLevel;
            NSwBoot0 = Take(_part.BootPin, address, word, NSwBoot0);
            NBoot0 = Take(_part.Boot0, address, word, NBoot0);
            NBoot1 = Take(_part.Boot1, address, word, NBoot1);
            DualBank = Take(_part.DualBank, address, word, DualBank);
            SwapBank = Take(_part.SwapBank, address, word, SwapBank);
            BootBank2 = Take(_part.BootBank2, address, word, BootBank2);
            TrustZone = Take(_part.TrustZone, address, word, TrustZone);
            BootLock = Take(_part.BootLock, address, word, BootLock);
        }

        private static uint Put(OptionField field, uint address, uint word, bool value)
        {
            return Put(field, address, word, value ? 1u : 0);
        }

        private static uint Put(OptionField field, uint address, uint word, uint value)
        {
            return field == null ? word : field.Put(address, word, value);
        }

        private static bool Take(OptionField field, uint address, uint word, bool present)
        {
            return field == null ? present : field.Take(address, word, present ? 1u : 0) == 1;
        }
    }
}
