namespace Esp32Bridge.An3155
{
    /// <summary>What Extended Erase erases without a list of pages: the low byte of its special code FFFx (AN3155 3.8).</summary>
    public enum EraseScope : byte
    {
        /// <summary>The whole flash.</summary>
        All = 0xFF,

        /// <summary>Bank 1. L496 refuses it.</summary>
        Bank1 = 0xFE,

        /// <summary>Bank 2. L496 refuses it.</summary>
        Bank2 = 0xFD,
    }
}
