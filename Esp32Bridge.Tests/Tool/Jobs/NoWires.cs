using System;
using Esp32Bridge.An3155;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>Wires without a part: the check of an image does not use them.</summary>
    internal sealed class NoWires : ITargetWires
    {
        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { throw new NotSupportedException(); }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return UsartLine.RatesUpTo(SerialFormat.TestedBootloaderRate); }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public void Close()
        {
            throw new NotSupportedException();
        }
    }
}
