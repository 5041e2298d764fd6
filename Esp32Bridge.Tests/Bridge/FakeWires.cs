using System;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Tests.Bridge
{
    /// <summary>A line that records its events in their order: "41 42|115200 8 3 1|NRST 1|".</summary>
    public sealed class FakeWires : IRawWires
    {
        private readonly byte[] _received = new byte[4096];
        private readonly FakeLog _events = new FakeLog();
        private int _length;

        /// <summary>Gets the events.</summary>
        public string Events
        {
            get { return _events.Text; }
        }

        /// <summary>Gets or sets whether it refuses every format.</summary>
        public bool RefusesFormats { get; set; }

        /// <inheritdoc/>
        public SerialFormat Format { get; private set; }

        /// <inheritdoc/>
        public int BytesToRead
        {
            get { return _length; }
        }

        /// <inheritdoc/>
        public int Room { get; set; } = 10000;

        /// <inheritdoc/>
        public int Overflows { get; set; }

        /// <summary>The part sends bytes.</summary>
        /// <param name="bytes">The bytes.</param>
        public void Send(byte[] bytes)
        {
            Array.Copy(bytes, 0, _received, _length, bytes.Length);
            _length += bytes.Length;
        }

        /// <inheritdoc/>
        public void Open(SerialFormat format)
        {
            Format = format;
            _events.Write("open " + Text(format));
        }

        /// <inheritdoc/>
        public bool TryChange(SerialFormat format)
        {
            if (!RefusesFormats)
            {
                Format = format;
                _events.Write(Text(format));
            }

            return !RefusesFormats;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            int length = _length < count ? _length : count;
            Array.Copy(_received, 0, buffer, offset, length);
            Array.Copy(_received, length, _received, 0, _length - length);
            _length -= length;
            return length;
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            _events.Write(Hex.ToText(buffer, offset, count));
        }

        /// <inheritdoc/>
        public void SetReset(bool asserted)
        {
            _events.Write("NRST " + (asserted ? "1" : "0"));
        }

        /// <inheritdoc/>
        public void SetBoot0(bool asserted)
        {
            _events.Write("BOOT0 " + (asserted ? "1" : "0"));
        }

        /// <inheritdoc/>
        public void ResetIntoBootloader()
        {
            _events.Write("to bootloader");
        }

        /// <inheritdoc/>
        public void ResetIntoApplication()
        {
            _events.Write("to application");
        }

        /// <inheritdoc/>
        public void ReleasePins()
        {
            _events.Write("released");
        }

        /// <inheritdoc/>
        public void Close()
        {
            _events.Write("close");
        }

        private static string Text(SerialFormat format)
        {
            return format.BaudRate + " " + format.DataBits + " " + (int)format.Parity + " " + (int)format.StopBits;
        }
    }
}
