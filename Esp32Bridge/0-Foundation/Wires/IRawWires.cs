namespace Esp32Bridge.Wires
{
    /// <summary>The wires to one target as bytes and levels, without waiting for answers. Used by one thread.</summary>
    public interface IRawWires
    {
        /// <summary>Gets the format in force.</summary>
        SerialFormat Format { get; }

        /// <summary>Gets how many bytes can be read at once.</summary>
        int BytesToRead { get; }

        /// <summary>Gets how many bytes can be written now so that the last one leaves within about 10 ms, the longest that a write may take.</summary>
        int Room { get; }

        /// <summary>Gets how often the receive buffer was found full since <see cref="Open"/>. Each time an unknown number of bytes was lost.</summary>
        int Overflows { get; }

        /// <summary>Opens the UART; <see cref="Close"/> must follow in any case.</summary>
        /// <param name="format">The format, one that is possible.</param>
        /// <exception cref="Errors.BridgeException">It does not open.</exception>
        void Open(SerialFormat format);

        /// <summary>Changes the format after all written bytes have left. Received bytes are kept.</summary>
        /// <param name="format">The format wanted.</param>
        /// <returns>False if the UART cannot do it; then the old format stays in force.</returns>
        bool TryChange(SerialFormat format);

        /// <summary>Reads the bytes that have arrived, without waiting.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="offset">The first place.</param>
        /// <param name="count">How many bytes at most.</param>
        /// <returns>How many bytes came, 0 or more.</returns>
        int Read(byte[] buffer, int offset, int count);

        /// <summary>Writes bytes, and waits for room in the UART.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        /// <exception cref="System.Exception">The UART does not take them in time.</exception>
        void Write(byte[] buffer, int offset, int count);

        /// <summary>Holds the part in reset, or releases it.</summary>
        /// <param name="asserted">Whether NRST is asserted.</param>
        void SetReset(bool asserted);

        /// <summary>Sets what the part starts when its reset ends.</summary>
        /// <param name="asserted">Whether BOOT0 is asserted: then the part starts its bootloader.</param>
        void SetBoot0(bool asserted);

        /// <summary>Resets the part into its bootloader; BOOT0 stays asserted.</summary>
        void ResetIntoBootloader();

        /// <summary>Resets the part into its application.</summary>
        void ResetIntoApplication();

        /// <summary>Releases NRST and BOOT0.</summary>
        void ReleasePins();

        /// <summary>Releases the pins and closes the UART; allowed when it is not open.</summary>
        void Close();
    }
}
