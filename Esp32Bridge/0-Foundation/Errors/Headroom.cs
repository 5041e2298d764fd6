namespace Esp32Bridge.Errors
{
    /// <summary>
    /// Memory that is allocated and dropped directly before a decision about a signature, an image, a flash or a record:
    /// <c>_ = new byte[Headroom.Size]</c>. If the interpreter finds no memory for the frame of a call, it skips the call and
    /// takes its last argument as its result. An array that does not fit throws OutOfMemoryException. See Build/README.md.
    /// </summary>
    public static class Headroom
    {
        /// <summary>
        /// In bytes, more than the largest frame of the firmware and its packages (680). Where memory is short it lies in pieces between
        /// frames that the collector cannot move. A frame needs one piece. A larger array would fail although all frames find their place.
        /// </summary>
        public const int Size = 1024;
    }
}
