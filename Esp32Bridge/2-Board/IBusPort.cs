using Esp32Bridge.Errors;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>A part on a bus, which it may share with other parts.</summary>
    public interface IBusPort
    {
        /// <summary>Gets the kind of the line.</summary>
        LineKind Kind { get; }

        /// <summary>Gets the rates that are tried.</summary>
        RateLadder Rates { get; }

        /// <summary>Gets the address of the bootloader if it is not that of the device table, or 0.</summary>
        int Address { get; }

        /// <summary>Creates the line to the bootloader; it works while the port is open.</summary>
        /// <returns>The line.</returns>
        IBootloaderLine CreateLine();

        /// <summary>Opens the port, or changes its rate. The lowest rate of all parts on the bus is in force.</summary>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="address">The address of the bootloader, if it has one.</param>
        /// <exception cref="BridgeException">The bus does not open.</exception>
        void Open(int rate, int address);

        /// <summary>Closes the port, if it is open.</summary>
        void Close();
    }
}
