namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public enum DeviceFunction
    {
        /// <summary>MOSI of SPI1.</summary>
        SPI1_MOSI = 65792,

        /// <summary>MISO of SPI1.</summary>
        SPI1_MISO = 65793,

        /// <summary>SCK of SPI1.</summary>
        SPI1_CLOCK = 65794,

        /// <summary>MOSI of SPI2.</summary>
        SPI2_MOSI = 66048,

        /// <summary>MISO of SPI2.</summary>
        SPI2_MISO = 66049,

        /// <summary>SCK of SPI2.</summary>
        SPI2_CLOCK = 66050,

        /// <summary>SDA of I2C1.</summary>
        I2C1_DATA = 131328,

        /// <summary>SCL of I2C1.</summary>
        I2C1_CLOCK = 131329,

        /// <summary>SDA of I2C2.</summary>
        I2C2_DATA = 131584,

        /// <summary>SCL of I2C2.</summary>
        I2C2_CLOCK = 131585,

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
