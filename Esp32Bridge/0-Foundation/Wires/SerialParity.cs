namespace Esp32Bridge.Wires
{
    /// <summary>The parity bit, with the numbers of RFC 2217 3. Mark and space are missing: the UARTs of the ESP32 do not support them.</summary>
    public enum SerialParity
    {
        /// <summary>There is none.</summary>
        None = 1,

        /// <summary>The number of ones is odd.</summary>
        Odd = 2,

        /// <summary>The number of ones is even.</summary>
        Even = 3,
    }
}
