namespace Esp32Bridge.Board
{
    /// <summary>How one STM32 is wired to the ESP32.</summary>
    public sealed class TargetDescription
    {
        /// <summary>Creates a description with the usual polarities and rates.</summary>
        /// <param name="name">The target's name in jobs.</param>
        /// <param name="uart">The UART that is wired to the bootloader's and the application's USART; null for none, if there is a bus.</param>
        /// <param name="boot0Pin">The GPIO at BOOT0.</param>
        /// <param name="resetPin">The GPIO at NRST.</param>
        public TargetDescription(string name, UartWiring uart, int boot0Pin, int resetPin)
        {
            Name = name;
            Uart = uart;
            Boot0Pin = boot0Pin;
            ResetPin = resetPin;
            Boot0ActiveHigh = true;
            BootloaderBaudRate = 115200;
            ApplicationBaudRate = 115200;
        }

        /// <summary>Gets the target's name in jobs.</summary>
        public string Name { get; }

        /// <summary>Gets the UART, or null. With a bus to the bootloader, it is only for the application.</summary>
        public UartWiring Uart { get; }

        /// <summary>Gets or sets the I2C bus to the bootloader, or null.</summary>
        public I2cWiring I2c { get; set; }

        /// <summary>Gets or sets the SPI bus to the bootloader, or null.</summary>
        public SpiWiring Spi { get; set; }

        /// <summary>Gets the GPIO at BOOT0.</summary>
        public int Boot0Pin { get; }

        /// <summary>Gets the GPIO at NRST.</summary>
        public int ResetPin { get; }

        /// <summary>Gets or sets whether BOOT0 is high when the GPIO is high: true, unless a transistor inverts it.</summary>
        public bool Boot0ActiveHigh { get; set; }

        /// <summary>
        /// Gets or sets whether the part is in reset when the GPIO is high: false, unless a transistor pulls NRST. Without
        /// one the GPIO is open drain and the part's own pull-up ends the reset.
        /// </summary>
        public bool ResetActiveHigh { get; set; }

        /// <summary>
        /// Gets or sets the highest rate at which the bootloader is tried, in baud, 1200 to 921600. ST tests up to 115200
        /// (AN3155 2.2): a higher rate is used only if a trial shows that part and line support it.
        /// </summary>
        public int BootloaderBaudRate { get; set; }

        /// <summary>Gets or sets the rate of the target's own application in baud, with 8 data bits and no parity.</summary>
        public int ApplicationBaudRate { get; set; }

        /// <summary>Gets or sets the TCP port of the bridge to the target, if the board has a bridge; 0: no bridge to this target.</summary>
        public int BridgePort { get; set; }
    }
}
