using Esp32Bridge.Devices;
using Esp32Bridge.Images;

namespace Esp32Bridge.Programming
{
    /// <summary>What is known of the part in its bootloader: its row of the device table, and its own answers.</summary>
    internal sealed class PartDescription
    {
        // Larger sectors take so long to erase that a list of them saves nothing.
        private const int LargestListed = 8 * 1024;

        private const int LargestUnit = 32;

        /// <summary>
        /// How many bytes at the start of an image are written last: whole units, including the stack pointer and the entry. A
        /// field, not a call, so that all code counts with the same value.
        /// </summary>
        internal readonly int CommitSize;

        /// <summary>Describes a part.</summary>
        /// <param name="device">Its row of the device table.</param>
        /// <param name="identity">Its answers to Get and Get ID.</param>
        /// <param name="flashSize">The size of its flash, in bytes.</param>
        /// <param name="options">Its option word, or <see cref="WordReader.Refused"/> if it is not known.</param>
        /// <param name="bootAddress">The word with the boot address, or <see cref="WordReader.Refused"/> if it is not known.</param>
        internal PartDescription(Stm32Device device, PartIdentity identity, int flashSize, long options, long bootAddress)
        {
            CommitSize = CommitSizeOf(device);
            AreOptionsKnown = options != WordReader.Refused && device.Options != null;
            Device = device;
            HasExtendedErase = identity.HasExtendedErase;
            HasChecksum = identity.HasChecksum;
            FlashSize = flashSize;
            bool hasGap = device.KeepsSecondBank && flashSize == device.FlashSize / 2;
            SecondBank = Stm32Device.FlashBase + (uint)(hasGap ? flashSize : flashSize / 2);
            Pages = AreOptionsKnown ? device.PagesOf((uint)options, flashSize) : device.Pages;
            WriteProtections = Pages == device.SingleBankPages && device.SingleBankWriteProtections != null ? device.SingleBankWriteProtections : device.WriteProtections;
            HasTrustZone = AreOptionsKnown && OptionRegister.IsSet((uint)options, device.Options.TrustZone, false);
            BootAddress = bootAddress == WordReader.Refused ? Stm32Device.FlashBase : InFlash(device.BootAddress.Of((uint)bootAddress));
            IsSwapped = AreOptionsKnown && device.Options.IsSwapped((uint)options);

            // The page numbers of exchanged banks, and those after a gap, are not known.
            KnowsNumbers = (device.HasOneBank && !hasGap) || (AreOptionsKnown && !IsSwapped);
        }

        /// <summary>Gets the row of the device table.</summary>
        internal Stm32Device Device { get; }

        /// <summary>Gets the erase units.</summary>
        internal FlashLayout Pages { get; }

        /// <summary>Gets whether the option word can be read.</summary>
        internal bool AreOptionsKnown { get; }

        /// <summary>Gets the option words for the write protection.</summary>
        internal WriteProtection[] WriteProtections { get; }

        /// <summary>Gets the size of the flash, in bytes.</summary>
        internal int FlashSize { get; }

        /// <summary>Gets whether it has Extended Erase, and not Erase.</summary>
        internal bool HasExtendedErase { get; }

        /// <summary>Gets whether it has Get Checksum.</summary>
        internal bool HasChecksum { get; }

        /// <summary>Gets whether TrustZone is on: then writes change nothing.</summary>
        internal bool HasTrustZone { get; }

        /// <summary>Gets the address that boots with BOOT0 low; the start of the flash if it cannot be read.</summary>
        internal uint BootAddress { get; }

        /// <summary>
        /// Gets whether an address in one bank needs the page number of the other bank, according to the options or to what an
        /// erase has shown.
        /// </summary>
        internal bool IsSwapped { get; private set; }

        /// <summary>Gets whether the row and the options tell which number erases which address; otherwise an erase must prove it.</summary>
        internal bool KnowsNumbers { get; }

        /// <summary>Gets the address of the second bank.</summary>
        internal uint SecondBank { get; }

        /// <summary>Gives <see cref="CommitSize"/>.</summary>
        /// <param name="device">The row of the device table.</param>
        /// <returns>16 or 32.</returns>
        internal static int CommitSizeOf(Stm32Device device)
        {
            return device.ProgramUnit > ImageDescription.StartSize ? LargestUnit : ImageDescription.StartSize;
        }

        /// <summary>
        /// Gives the number of a page in the erase commands. In the second bank of a part with less flash than the largest of
        /// the family, some bootloaders count as if the first bank were as large as in the largest part (RM0351, table 5). No
        /// document says which ones.
        /// </summary>
        /// <param name="countsLikeLargest">Whether to count in this way.</param>
        /// <param name="address">An address in the page.</param>
        /// <returns>The number.</returns>
        internal int NumberOf(bool countsLikeLargest, uint address)
        {
            int offset = (int)(address - Stm32Device.FlashBase);
            int bank = (int)(SecondBank - Stm32Device.FlashBase);
            if (IsSwapped)
            {
                offset += offset < bank ? bank : -bank;
            }

            if (offset < bank)
            {
                return Pages.PageAt(offset);
            }

            bool isShifted = countsLikeLargest && !Device.HasOneBank && Pages.SecondBankNumber == 0 && FlashSize <= Device.FlashSize / 2;
            int page = Pages.PageAt(isShifted ? offset + ((Device.FlashSize - FlashSize) / 2) : offset);
            return Pages.SecondBankNumber == 0 ? page : page - Pages.PageAt(bank) + Pages.SecondBankNumber;
        }

        /// <summary>Notes that the erase of a page hit the same page of the other bank: the banks are exchanged the other way.</summary>
        internal void Swap()
        {
            IsSwapped = !IsSwapped;
        }

        /// <summary>Gives the address at the same position in the other bank.</summary>
        /// <param name="address">The address.</param>
        /// <returns>The address in the other bank.</returns>
        internal uint InOtherBank(uint address)
        {
            uint distance = SecondBank - Stm32Device.FlashBase;
            return address < SecondBank ? address + distance : address - distance;
        }

        /// <summary>Tells how far the flash reaches without a gap.</summary>
        /// <param name="address">An address.</param>
        /// <returns>The first address after the flash; not above <paramref name="address"/> if that is not in the flash.</returns>
        internal uint EndFrom(uint address)
        {
            uint half = (uint)(FlashSize / 2);
            return address < SecondBank && SecondBank - Stm32Device.FlashBase > half ? Stm32Device.FlashBase + half : SecondBank + half;
        }

        /// <summary>
        /// Tells how many pages can be erased by one command. A list holds only pages of one size whose numbers are certain.
        /// The others are erased one by one, because only reading back shows whether it was the right page.
        /// </summary>
        /// <param name="address">The address of the first page.</param>
        /// <param name="most">The maximum number of pages.</param>
        /// <param name="end">The address after the last byte of the image.</param>
        /// <returns>1 to <paramref name="most"/>.</returns>
        internal int PagesInOneErase(uint address, int most, uint end)
        {
            int size = SizeAt(address);
            int count = 1;
            if (!Device.ErasesOnePage && size <= LargestListed)
            {
                uint next = address + (uint)size;
                while (count < most && next < end && SizeAt(next) == size && NumberOf(true, next) == NumberOf(false, next) && NumberOf(false, next) == NumberOf(false, address) + count)
                {
                    next += (uint)size;
                    count++;
                }
            }

            return count;
        }

        /// <summary>Tells how large a page is.</summary>
        /// <param name="address">An address in the page.</param>
        /// <returns>Its size, in bytes.</returns>
        internal int SizeAt(uint address)
        {
            return Pages.SizeOf(Pages.PageAt((int)(address - Stm32Device.FlashBase)));
        }

        // The core also sees the flash at its alias.
        private uint InFlash(uint address)
        {
            uint offset = address - Device.FlashAlias;
            return offset < (uint)Device.FlashSize ? Stm32Device.FlashBase + offset : address;
        }
    }
}
