namespace Esp32Bridge.Errors
{
    /// <summary>
    /// Memory that is allocated and dropped directly before a decision about a signature, an image, a flash or a record:
    /// <c>_ = new byte[Headroom.Size]</c>. If the interpreter finds no memory for the frame of a call, it skips the call and
    /// takes its last argument as its result. An array that does not fit throws OutOfMemoryException. See Build/README.md.
    /// </summary>
    public static class Headroom
    {
        /// <summary>More than the frames of the calls that such a decision makes, in bytes.</summary>
        public const int Size = 2048;
    }
}
