namespace Esp32Bridge.Wires
{
    /// <summary>
    /// The wires to one target, as programming needs them: a line to its bootloader, a reset into bootloader or application,
    /// and a UART to its application if there is one.
    /// </summary>
    public interface ITargetWires
    {
        /// <summary>Gets the UART to the part; it works after <see cref="OpenForApplication"/> until <see cref="Close"/>. Null if the board has none.</summary>
        ISerialLine Line { get; }

        /// <summary>Gets the kind of the line to the bootloader.</summary>
        LineKind Kind { get; }

        /// <summary>Gets the rates that are tried on the line to the bootloader.</summary>
        RateLadder Rates { get; }

        /// <summary>Gets the address of the bootloader on I2C if it is not that of the device table, or 0.</summary>
        int Address { get; }

        /// <summary>Creates the line to the bootloader; it works after <see cref="Open"/> until <see cref="Close"/>.</summary>
        /// <returns>The line.</returns>
        IBootloaderLine CreateBootloaderLine();

        /// <summary>Opens the line to the bootloader, idle, before anything is reset; or changes the rate of the open line.</summary>
        /// <param name="rate">The rate, in the unit of <see cref="Rates"/>.</param>
        /// <param name="address">The 7-bit address of the bootloader on I2C; not used on other lines.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be opened.</exception>
        void Open(int rate, int address);

        /// <summary>Opens the UART to the part's application, 8 data bits and no parity, and closes the line to the bootloader. Without a UART it only closes.</summary>
        /// <exception cref="Errors.BridgeException">The UART cannot be opened.</exception>
        void OpenForApplication();

        /// <summary>Resets the part so that it starts its system bootloader. Returns when the reset is over.</summary>
        void ResetIntoBootloader();

        /// <summary>Resets the part so that it starts its application. Returns when the reset is over.</summary>
        void ResetIntoApplication();

        /// <summary>Releases the lines and the pins. This does not disturb the part.</summary>
        void Close();
    }
}
