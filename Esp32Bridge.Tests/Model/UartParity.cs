namespace Esp32Bridge.Tests.Model
{
    /// <summary>The parity bit of a UART frame.</summary>
    public enum UartParity
    {
        /// <summary>There is none: a frame of 10 bits.</summary>
        None,

        /// <summary>The number of ones is odd.</summary>
        Odd,

        /// <summary>The number of ones is even.</summary>
        Even,
    }
}
