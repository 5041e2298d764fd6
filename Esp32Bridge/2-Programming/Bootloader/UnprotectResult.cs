namespace Esp32Bridge.Programming
{
    /// <summary>What a part did when its read protection was to be lifted.</summary>
    internal enum UnprotectResult
    {
        /// <summary>It can be read: it was erased.</summary>
        Readable,

        /// <summary>It refused the command each time: nothing was erased.</summary>
        Refused,

        /// <summary>It took the command and cannot be read: it may be erased, and load its option bytes only at the next power-on.</summary>
        Unreadable,
    }
}
