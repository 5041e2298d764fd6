using Esp32Bridge.Devices;

namespace Esp32Bridge.Programming
{
    /// <summary>What is known of the part that is in its bootloader: its row of the table, and what it told itself.</summary>
    public sealed class PartDescription
    {
        /// <summary>Gets or sets the row of the device table.</summary>
        public Stm32Device Device { get; set; }

        /// <summary>Gets or sets the erase units, as its option bytes divide the flash.</summary>
        public FlashLayout Pages { get; set; }

        /// <summary>Gets or sets the size of its flash, in bytes.</summary>
        public int FlashSize { get; set; }

        /// <summary>Gets or sets whether it has Extended Erase, and not Erase.</summary>
        public bool HasExtendedErase { get; set; }

        /// <summary>Gets or sets whether TrustZone is on, with which writes change nothing.</summary>
        public bool HasTrustZone { get; set; }
    }
}
