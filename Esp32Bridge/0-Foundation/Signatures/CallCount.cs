namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Counts the calls of one verification. The caller adds to <see cref="Made"/> in its own frame; the called method adds
    /// one to <see cref="Done"/> as its last act. The interpreter skips a call for which it finds no memory
    /// (Build/README.md), and a result without it proves nothing. If both counts are equal, no call was skipped. The
    /// runtime's own methods do not count. So arrays are copied by a loop here, and a constructor checks that its constants,
    /// which a call of the runtime fills in, have arrived.
    /// </summary>
    internal sealed class CallCount
    {
        /// <summary>How many calls were made.</summary>
        public int Made;

        /// <summary>How many of them reached their end.</summary>
        public int Done;
    }
}
