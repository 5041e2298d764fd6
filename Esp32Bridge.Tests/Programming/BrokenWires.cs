using System;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Wires to a target whose pins stop working.</summary>
    public sealed class BrokenWires : ITargetWires
    {
        private readonly ModelTarget _target;

        /// <summary>Creates the wires.</summary>
        /// <param name="target">The target.</param>
        public BrokenWires(ModelTarget target)
        {
            _target = target;
        }

        /// <summary>Gets or sets whether the bootloader cannot be entered.</summary>
        public bool IsBroken { get; set; }

        /// <inheritdoc/>
        public ISerialLine Line
        {
            get { return _target.Line; }
        }

        /// <inheritdoc/>
        public LineKind Kind
        {
            get { return LineKind.Usart; }
        }

        /// <inheritdoc/>
        public RateLadder Rates
        {
            get { return _target.Rates; }
        }

        /// <inheritdoc/>
        public int Address
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public IBootloaderLine CreateBootloaderLine()
        {
            return _target.CreateBootloaderLine();
        }

        /// <inheritdoc/>
        public void Open(int rate, int address)
        {
            _target.Open(rate, address);
        }

        /// <inheritdoc/>
        public void OpenForApplication()
        {
            _target.OpenForApplication();
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            _target.ResetIntoApplication();
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            if (IsBroken)
            {
                throw new InvalidOperationException("no pin");
            }

            _target.ResetIntoBootloader();
        }

        /// <inheritdoc/>
        public void Close()
        {
            _target.Close();
        }
    }
}
