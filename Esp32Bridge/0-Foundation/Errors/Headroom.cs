namespace Esp32Bridge.Errors
{
    /// <summary>
    /// Memory that is asked for, and dropped, directly before a decision about a signature, an image, a flash or a record:
    /// <c>_ = new byte[Headroom.Size]</c>. The interpreter leaves a call out for which it finds no frame, and takes its last
    /// argument for its result; an array that it finds no place for is an OutOfMemoryException. See Build/README.md.
    /// </summary>
    public static class Headroom
    {
        /// <summary>More than the frames of the calls behind such a decision, in bytes.</summary>
        public const int Size = 2048;
    }
}
