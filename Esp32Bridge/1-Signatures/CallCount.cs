namespace Esp32Bridge.Signatures
{
    /// <summary>
    /// Counts the calls of one verification. Who calls adds to <see cref="Made"/> in its own frame; who is called adds one to
    /// <see cref="Done"/> as its last act. They are equal when no call was left out: the interpreter leaves one out for
    /// which it finds no memory (Build/README.md), and what was computed without it proves nothing. The runtime's own methods
    /// count nothing: an array is copied by a loop here, and a constructor looks whether its constants, which a call of the
    /// runtime fills in, have arrived.
    /// </summary>
    internal sealed class CallCount
    {
        /// <summary>How many calls were made.</summary>
        public int Made;

        /// <summary>How many of them reached their end.</summary>
        public int Done;
    }
}
