namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public enum DeviceFunction
    {
        /// <summary>TX of COM1.</summary>
        COM1_TX = 196864,

        /// <summary>RX of COM1.</summary>
        COM1_RX = 196865,

        /// <summary>TX of COM2.</summary>
        COM2_TX = 197120,

        /// <summary>RX of COM2.</summary>
        COM2_RX = 197121,

        /// <summary>TX of COM3.</summary>
        COM3_TX = 197376,

        /// <summary>RX of COM3.</summary>
        COM3_RX = 197377,
    }
}
