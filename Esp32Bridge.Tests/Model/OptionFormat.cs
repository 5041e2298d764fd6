namespace Esp32Bridge.Tests.Model
{
    /// <summary>The format of option words in the memory of a part.</summary>
    public enum OptionFormat
    {
        /// <summary>Unchanged: registers, and the areas of F2, F4 and F7.</summary>
        Word,

        /// <summary>Each with its complement in the next word: L4, G0, G4, C0, WB, WL.</summary>
        WordAndComplement,

        /// <summary>16 bits with their complement above them: L0, L1.</summary>
        HalfAndComplement,

        /// <summary>Two bytes, each with its complement above it: F0, F1, F3.</summary>
        ByteAndComplement,
    }
}
