namespace Esp32Bridge.Tests.Model
{
    /// <summary>What a bootloader waits for; there is no timeout.</summary>
    public enum BootloaderState
    {
        /// <summary>The first byte after a reset.</summary>
        Sync,

        /// <summary>A command code and its complement.</summary>
        Command,

        /// <summary>An address and its checksum.</summary>
        Address,

        /// <summary>The number of bytes to read and its complement.</summary>
        ReadLength,

        /// <summary>The number of bytes that follow.</summary>
        Length,

        /// <summary>Those bytes and their checksum.</summary>
        Data,

        /// <summary>The sectors of Write Protect and their checksum, after a frame with their number.</summary>
        Sectors,

        /// <summary>The number of pages of Erase.</summary>
        EraseLength,

        /// <summary>The confirmation that Erase means all pages.</summary>
        EraseAll,

        /// <summary>The pages of Erase and their checksum.</summary>
        ErasePages,

        /// <summary>The number of pages of Extended Erase.</summary>
        ExtendedEraseLength,

        /// <summary>The checksum of a special erase.</summary>
        ExtendedEraseAll,

        /// <summary>The pages of Extended Erase and their checksum.</summary>
        ExtendedErasePages,

        /// <summary>The number of words of Get Checksum, and its checksum.</summary>
        ChecksumLength,

        /// <summary>The polynomial of Get Checksum, and its checksum.</summary>
        ChecksumPolynomial,

        /// <summary>The initial value of Get Checksum, and its checksum.</summary>
        ChecksumStart,

        /// <summary>The subcommand of Special, and its checksum.</summary>
        Special,
    }
}
