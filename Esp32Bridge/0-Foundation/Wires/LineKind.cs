namespace Esp32Bridge.Wires
{
    /// <summary>The kinds of lines to a bootloader.</summary>
    public enum LineKind
    {
        /// <summary>A USART (AN3155).</summary>
        Usart,

        /// <summary>I2C (AN4221).</summary>
        I2c,

        /// <summary>SPI (AN4286).</summary>
        Spi,
    }
}
