namespace Esp32Bridge.Wires
{
    /// <summary>The stop bits, with the numbers of RFC 2217 3.</summary>
    public enum SerialStopBits
    {
        /// <summary>One.</summary>
        One = 1,

        /// <summary>Two.</summary>
        Two = 2,

        /// <summary>One and a half.</summary>
        OnePointFive = 3,
    }
}
