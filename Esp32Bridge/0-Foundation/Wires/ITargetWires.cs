namespace Esp32Bridge.Wires
{
    /// <summary>The wires to one target, as programming needs them: a line, and a reset into bootloader or application.</summary>
    public interface ITargetWires
    {
        /// <summary>Gets the line to the part; it works between <see cref="Open"/> and <see cref="Close"/>.</summary>
        ISerialLine Line { get; }

        /// <summary>Gets the highest rate that is tried, in baud.</summary>
        int BaudRate { get; }

        /// <summary>
        /// Opens the line, idle and ready for a bootloader (8 data bits, even parity), before anything is reset; or
        /// changes the rate of the open line.
        /// </summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be opened.</exception>
        void Open(int baudRate);

        /// <summary>Opens the line, or changes the open one, for the part's application: 8 data bits, no parity.</summary>
        /// <exception cref="Errors.BridgeException">The line cannot be opened.</exception>
        void OpenForApplication();

        /// <summary>Resets the part so that it starts its system bootloader. Returns when the reset is over.</summary>
        void ResetIntoBootloader();

        /// <summary>Resets the part so that it starts its application. Returns when the reset is over.</summary>
        void ResetIntoApplication();

        /// <summary>Releases the line and the pins. This does not disturb the part.</summary>
        void Close();
    }
}
