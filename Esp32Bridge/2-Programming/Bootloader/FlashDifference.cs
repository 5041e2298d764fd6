namespace Esp32Bridge.Programming
{
    /// <summary>A place where the flash holds something else than was written.</summary>
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

        /// <summary>Makes an error of it.</summary>
        /// <param name="remark">What is to be said of the byte that is there, or an empty text.</param>
        /// <param name="advice">What to do about it.</param>
        /// <returns>The error.</returns>
        internal ProgrammingException ToError(string remark, string advice)
        {
            return new ProgrammingException("read back", Address, "0x" + Expected.ToString("X2"), "0x" + Actual.ToString("X2") + remark, advice);
        }
    }
}
