namespace Esp32Bridge.Programming
{
    /// <summary>The result of lifting the read protection.</summary>
    internal enum UnprotectResult
    {
        /// <summary>The part was erased and can be read.</summary>
        Readable,

        /// <summary>The part refused the command each time: nothing was erased.</summary>
        Refused,

        /// <summary>The part took the command and cannot be read: it may be erased, and may load its option bytes only at the next power-on.</summary>
        Unreadable,
    }
}
