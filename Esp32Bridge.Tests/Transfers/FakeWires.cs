using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Programming;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Transfers
{
    /// <summary>The wires to a target whose program receives an image; they record what is done to them.</summary>
    public sealed class FakeWires : ITargetWires
    {
        private readonly FakeReceiver _receiver;

        /// <summary>Creates the wires.</summary>
        /// <param name="receiver">The receiver at their other end.</param>
        public FakeWires(FakeReceiver receiver)
        {
            _receiver = receiver;
        }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return _receiver; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return UsartLine.RatesUpTo(115200); }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            throw new InvalidOperationException("this is not for the system bootloader");
        }

        /// <summary>Gets what was done: o for open, r for a reset into the application, c for close.</summary>
        public string Steps { get; private set; } = string.Empty;

        /// <summary>Gets or sets whether the line cannot be opened.</summary>
        public bool IsTaken { get; set; }

        /// <summary>Gets or sets what the target sends after a reset, as hexadecimal digits.</summary>
        public string Greeting { get; set; } = string.Empty;

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            throw new InvalidOperationException("this is not for the system bootloader");
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            if (IsTaken)
            {
                throw new ProgrammingException("open COM2", -1, "an open UART", "none", "Check.");
            }

            Steps += "o";
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            throw new InvalidOperationException("this is not for the system bootloader");
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            Steps += "r";
            _receiver.Say(Greeting);
        }

        /// <inheritdoc/>
        public void Close()
        {
            Steps += "c";
        }
    }
}
