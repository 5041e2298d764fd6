namespace Esp32Bridge.Programming
{
    /// <summary>An address at which the flash does not hold what was written.</summary>
    internal sealed class FlashDifference
    {
        /// <summary>Creates it.</summary>
        /// <param name="address">The address.</param>
        /// <param name="expected">What should be there.</param>
        /// <param name="actual">What is there.</param>
        internal FlashDifference(uint address, byte expected, byte actual)
        {
            Address = address;
            Expected = expected;
            Actual = actual;
        }

        /// <summary>Gets the address.</summary>
        internal uint Address { get; }

        /// <summary>Gets what should be there.</summary>
        internal byte Expected { get; }

        /// <summary>Gets what is there.</summary>
        internal byte Actual { get; }

        /// <summary>Creates the error for it.</summary>
        /// <param name="remark">A remark about the actual byte, or an empty text.</param>
        /// <param name="advice">What to do about it.</param>
        /// <returns>The error.</returns>
        internal ProgrammingException ToError(string remark, string advice)
        {
            return new ProgrammingException("read back", Address, "0x" + Expected.ToString("X2"), "0x" + Actual.ToString("X2") + remark, advice);
        }
    }
}
