using Esp32Bridge.Errors;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// A target of the bridge: its line, and what its part runs according to NRST and BOOT0. A part in reset or in its bootloader has to be restarted
    /// later.
    /// </summary>
    public sealed class BridgeTarget
    {
        private readonly int _applicationBaudRate;
        private readonly int _bootloaderBaudRate;
        private bool _isBoot0;

        /// <summary>Creates a target. It opens nothing and sets no pin.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="wires">Its wires.</param>
        /// <param name="applicationBaudRate">The rate of its application in baud, 8N1.</param>
        /// <param name="bootloaderBaudRate">The highest rate of its bootloader in baud, 8E1 (AN3155 2.1). Rates above those that ST tests are not tried here.</param>
        public BridgeTarget(string name, IRawWires wires, int applicationBaudRate, int bootloaderBaudRate)
        {
            Name = name;
            Wires = wires;
            _applicationBaudRate = applicationBaudRate;
            bool isTested = bootloaderBaudRate <= SerialFormat.TestedBootloaderRate;
            _bootloaderBaudRate = isTested ? bootloaderBaudRate : SerialFormat.TestedBootloaderRate;
        }

        /// <summary>Gets its name.</summary>
        public string Name { get; }

        /// <summary>Gets its wires.</summary>
        public IRawWires Wires { get; }

        /// <summary>Gets whether NRST is asserted.</summary>
        public bool IsInReset { get; private set; }

        /// <summary>Gets whether BOOT0 was asserted when the last reset ended.</summary>
        public bool IsInBootloader { get; private set; }

        /// <summary>Gets whether a client has asserted NRST since the last <see cref="EnterBootloader"/> or <see cref="StartApplication"/>.</summary>
        public bool IsResetByClient { get; private set; }

        /// <summary>Opens the line in the application's format.</summary>
        /// <exception cref="BridgeException">It does not open.</exception>
        public void Open()
        {
            Wires.Open(SerialFormat.ForApplication(_applicationBaudRate));
        }

        /// <summary>Sets NRST for a client.</summary>
        /// <param name="asserted">Whether the part is held in reset.</param>
        internal void SetReset(bool asserted)
        {
            Wires.SetReset(asserted);
            IsResetByClient |= asserted;
            IsInBootloader = IsInReset && !asserted ? _isBoot0 : IsInBootloader;
            IsInReset = asserted;
        }

        /// <summary>Sets BOOT0 for a client.</summary>
        /// <param name="asserted">Whether the next reset starts the bootloader.</param>
        internal void SetBoot0(bool asserted)
        {
            Wires.SetBoot0(asserted);
            _isBoot0 = asserted;
        }

        /// <summary>Sets the line to the bootloader's format and resets the part into its bootloader. TX is idle in that format before the reset ends.</summary>
        internal void EnterBootloader()
        {
            Wires.TryChange(SerialFormat.ForBootloader(_bootloaderBaudRate));
            Wires.ResetIntoBootloader();
            Settle(true);
        }

        /// <summary>Sets the line to the application's format, resets the part into its application, and releases the pins.</summary>
        internal void StartApplication()
        {
            Wires.TryChange(SerialFormat.ForApplication(_applicationBaudRate));
            Wires.ResetIntoApplication();
            Wires.ReleasePins();
            Settle(false);
        }

        /// <summary>Undoes what a client that has left did to the line and the part.</summary>
        internal void Restore()
        {
            if (IsResetByClient && (IsInReset || IsInBootloader))
            {
                StartApplication();
                return;
            }

            Wires.TryChange(IsInBootloader ? SerialFormat.ForBootloader(_bootloaderBaudRate) : SerialFormat.ForApplication(_applicationBaudRate));
            if (IsInBootloader)
            {
                // A part that resets itself, for example after a change of its option bytes, has to start the bootloader again.
                SetBoot0(true);
            }
            else
            {
                Wires.ReleasePins();
                Settle(false);
            }
        }

        /// <summary>Starts a part that is in reset or in its bootloader, and closes the line.</summary>
        public void Close()
        {
            TryFinally.Run(StartWhatIsAside, Wires.Close);
        }

        private void StartWhatIsAside()
        {
            if (IsInReset || IsInBootloader)
            {
                StartApplication();
            }
        }

        private void Settle(bool inBootloader)
        {
            IsInReset = false;
            IsInBootloader = inBootloader;
            IsResetByClient = false;
            _isBoot0 = inBootloader;
        }
    }
}
