using System;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>A target that is only spoken of: nothing is connected to it, and looking an image over needs no wires.</summary>
    internal sealed class NoWires : ITargetWires
    {
        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { throw new NotSupportedException(); }
        }

        /// <inheritdoc/>
        public int BaudRate
        {
            get { return SerialFormat.TestedBootloaderRate; }
        }

        /// <inheritdoc/>
        public void Open(int baudRate)
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
