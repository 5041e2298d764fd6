namespace Esp32Bridge.Wires
{
    /// <summary>The wires to one target, as programming needs them: a line, and a reset this way or that.</summary>
    public interface ITargetWires
    {
        /// <summary>Gets the line to the part; it works between <see cref="Open"/> and <see cref="Close"/>.</summary>
        ISerialLine Line { get; }

        /// <summary>Gets the highest rate that is tried, in baud.</summary>
        int BaudRate { get; }

        /// <summary>
        /// Takes the line, idle and ready for a bootloader (8 data bits, even parity), before anything is reset; or
        /// changes the rate of the line that is open.
        /// </summary>
        /// <param name="baudRate">The rate in baud.</param>
        /// <exception cref="Errors.BridgeException">The line cannot be had.</exception>
        void Open(int baudRate);

        /// <summary>Takes the line, or changes the one that is open, as the part's application speaks: 8 data bits, no parity.</summary>
        /// <exception cref="Errors.BridgeException">The line cannot be had.</exception>
        void OpenForApplication();

        /// <summary>Resets the part such that it starts its system bootloader. Returns when the reset is over.</summary>
        void ResetIntoBootloader();

        /// <summary>Resets the part such that it starts its application. Returns when the reset is over.</summary>
        void ResetIntoApplication();

        /// <summary>Lets go of the line and of the pins, which does not disturb what the part is doing.</summary>
        void Close();
    }
}
