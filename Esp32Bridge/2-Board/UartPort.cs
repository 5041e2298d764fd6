using System;
using System.IO.Ports;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;
using nanoFramework.Hardware.Esp32;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// A UART of the ESP32 on the pins that it is wired to. Adds what SerialPort lacks: exact timeouts, and the bytes that
    /// came before a timeout.
    /// </summary>
    public sealed class UartPort : ISerialLine
    {
        /// <summary>
        /// The usual receive buffer, in bytes. It holds the longest answer of a bootloader, and what arrives at 115200 baud
        /// during a turn of the application loop.
        /// </summary>
        public const int UsualBufferSize = 1024;

        // All ports of the ESP32 share one "data came" flag. A Read can miss its wake-up because of a Read on another port,
        // although its bytes have arrived. So each wait is hardly longer than the line needs, and is followed by a check.
        private const int Slice = 20;

        // A Write that times out ends the runtime: then SerialPort.Write reads a pointer that it has not set (nf-interpreter of
        // July 2026). So the limit is one that only a broken UART reaches, not a pause of the collector, in milliseconds.
        private const int WriteMargin = 5000;

        // The size of the transmit buffer. The runtime sends longer writes from the array, in a separate task. Only one UART
        // at a time may do so: the runtime confuses the ends of two writes, and bytes are lost.
        private const int HardwareBuffer = 128;

        // The longest frame of a bootloader is sent as a whole; longer writes give the other UART a turn.
        private const int LongestWrite = 258;

        // How long bytes of clients may wait for the wire, in microseconds: the shortest sleep of the ESP32. Nothing is read
        // meanwhile: the receive buffers of both targets must be large enough for this time.
        private const int Lead = 10 * 1000;

        // Discarded bytes. Never read, so all ports share it.
        private static readonly byte[] _drained = new byte[64];

        private readonly UartWiring _wiring;
        private readonly IClock _clock;
        private readonly object _sending;
        private SerialPort _port;
        private int _bufferSize;

        // The time at which the last written byte will have left, in microseconds; 0 after an answer, which proves that it has.
        private long _idleAt;

        /// <summary>Creates a closed port.</summary>
        /// <param name="wiring">The UART and its pins.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="sending">The lock for long writes; the same for all ports.</param>
        public UartPort(UartWiring wiring, IClock clock, object sending)
        {
            _wiring = wiring;
            _clock = clock;
            _sending = sending;
        }

        /// <summary>Gets the format in force.</summary>
        public SerialFormat Format { get; private set; }

        /// <summary>Gets how many bytes can be read at once.</summary>
        public int BytesToRead
        {
            get { return _port.BytesToRead; }
        }

        /// <summary>Gets how many bytes can be written now so that the last one leaves within about 10 ms.</summary>
        public int Room
        {
            get
            {
                long ahead = _idleAt - (_clock.Milliseconds * 1000);
                long free = ahead > 0 ? Lead - ahead : Lead;
                return free > 0 ? (int)(free * Format.BaudRate / Format.BitsPerByte / 1000000) : 0;
            }
        }

        /// <summary>Gets how often the receive buffer was found full by <see cref="ReadAvailable"/> since the port was opened: then bytes were lost.</summary>
        public int Overflows { get; private set; }

        /// <summary>Opens the UART: its TX is idle (high) from now on.</summary>
        /// <param name="format">The format, one that is possible.</param>
        /// <param name="bufferSize">The size of the receive buffer in bytes, 256 or more. Twice this much memory is taken, outside the managed heap.</param>
        /// <exception cref="BridgeException">The port name is neither COM2 nor COM3, or the port does not open: it or its pins are in use.</exception>
        public void Open(SerialFormat format, int bufferSize)
        {
            SerialPort port = null;
            try
            {
                AssignPins();
                port = new SerialPort(_wiring.PortName, format.BaudRate, ParityOf(format), format.DataBits, StopBitsOf(format));
                port.ReadBufferSize = bufferSize;
                port.ReadTimeout = Slice;
                port.WriteTimeout = Slice;
                port.Open();
            }
            catch (Exception error)
            {
                if (port != null)
                {
                    port.Dispose();
                }

                throw new BridgeException(
                    "open " + _wiring.PortName,
                    BridgeException.NoAddress,
                    "an open UART",
                    error.GetType().Name,
                    "Check the board description and that nothing else holds the port.",
                    error);
            }

            _port = port;
            _bufferSize = bufferSize;
            _idleAt = 0;
            Format = format;
            Overflows = 0;
        }

        /// <summary>Closes the UART, if it is open.</summary>
        public void Close()
        {
            if (_port != null)
            {
                _port.Dispose();
                _port = null;
            }
        }

        /// <summary>Changes the format after all written bytes have left. Received bytes are kept.</summary>
        /// <param name="format">The format wanted.</param>
        /// <returns>False if the UART is closed or cannot do it; then the old format stays in force.</returns>
        public bool TryChange(SerialFormat format)
        {
            SerialFormat old = Format;
            if (_port == null)
            {
                return false;
            }

            try
            {
                WaitUntilIdle();
                Apply(format);
                return true;
            }
            catch (Exception)
            {
                Apply(old);
                return false;
            }
        }

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            while (offset < end)
            {
                int piece = end - offset < LongestWrite ? end - offset : LongestWrite;
                WriteAtOnce(buffer, offset, piece);
                offset += piece;
            }
        }

        /// <summary>Sends bytes without giving the other UART a turn.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        public void WriteAtOnce(byte[] buffer, int offset, int count)
        {
            if (count <= HardwareBuffer)
            {
                Send(buffer, offset, count);
                return;
            }

            lock (_sending)
            {
                Send(buffer, offset, count);
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            long now = _clock.Milliseconds;
            long due = EndOf(now, count);
            long end = due + timeout;
            while (_port.BytesToRead < count && now < end)
            {
                // Lets the other threads take the wake-ups that are due before Read clears the flag.
                _clock.Sleep(0);
                long slice = due > now ? due - now + Slice : Slice;
                _port.ReadTimeout = (int)(slice < end - now ? slice : end - now);
                try
                {
                    _port.Read(buffer, offset, count);
                    return Answered(count);
                }
                catch (TimeoutException)
                {
                    // Nothing is lost: the bytes that came are still in the port's buffer.
                    now = _clock.Milliseconds;
                }
            }

            int there = _port.BytesToRead;
            if (there >= count)
            {
                _port.Read(buffer, offset, count);
                return Answered(count);
            }

            return there == 0 ? 0 : _port.Read(buffer, offset, there);
        }

        /// <summary>Reads the bytes that have arrived, without waiting.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="offset">The first place.</param>
        /// <param name="count">How many bytes at most.</param>
        /// <returns>How many bytes came, 0 or more.</returns>
        public int ReadAvailable(byte[] buffer, int offset, int count)
        {
            int there = _port.BytesToRead;
            if (there == 0)
            {
                return 0;
            }

            // Bytes that arrive while the buffer is full are lost, and there is no other sign of it.
            Overflows += there >= _bufferSize ? 1 : 0;
            return _port.Read(buffer, offset, there < count ? there : count);
        }

        /// <inheritdoc/>
        public int Drain()
        {
            int drained = 0;
            int there;
            while ((there = _port.BytesToRead) > 0)
            {
                drained += _port.Read(_drained, 0, there < _drained.Length ? there : _drained.Length);
            }

            return drained;
        }

        private void Send(byte[] buffer, int offset, int count)
        {
            long now = _clock.Milliseconds;
            long end = EndOf(now, count);
            _port.WriteTimeout = (int)(end - now) + WriteMargin;
            _idleAt = end * 1000;
            try
            {
                _port.Write(buffer, offset, count);
            }
            catch (TimeoutException)
            {
                // Nothing stops the UART, so all bytes have left in that time.
            }
        }

        private int Answered(int count)
        {
            _idleAt = 0;
            return count;
        }

        // The time at which so many more bytes will have passed, in milliseconds, rounded up.
        private long EndOf(long now, int count)
        {
            long start = now * 1000 > _idleAt ? now * 1000 : _idleAt;
            return ((start + (count * Format.BitsPerByte * 1000000L / Format.BaudRate)) / 1000) + 1;
        }

        private void WaitUntilIdle()
        {
            long left = (_idleAt / 1000) + 1 - _clock.Milliseconds;
            if (_idleAt > 0 && left > 0)
            {
                _clock.Sleep((int)left);
            }
        }

        // Each assignment takes effect at once, and TX stays idle meanwhile.
        private void Apply(SerialFormat format)
        {
            _port.BaudRate = format.BaudRate;
            _port.DataBits = format.DataBits;
            _port.Parity = ParityOf(format);
            _port.StopBits = StopBitsOf(format);
            Format = format;
        }

        // COM2 and COM3 have no default pins, and do not open without pins.
        private void AssignPins()
        {
            switch (_wiring.PortName)
            {
                case "COM2":
                    PinMap.SetPinFunction(_wiring.TransmitPin, DeviceFunction.COM2_TX);
                    PinMap.SetPinFunction(_wiring.ReceivePin, DeviceFunction.COM2_RX);
                    break;
                case "COM3":
                    PinMap.SetPinFunction(_wiring.TransmitPin, DeviceFunction.COM3_TX);
                    PinMap.SetPinFunction(_wiring.ReceivePin, DeviceFunction.COM3_RX);
                    break;
                default:
                    throw new ArgumentException(_wiring.PortName);
            }
        }

        private static Parity ParityOf(SerialFormat format)
        {
            return format.Parity == SerialParity.Even ? Parity.Even : format.Parity == SerialParity.Odd ? Parity.Odd : Parity.None;
        }

        private static StopBits StopBitsOf(SerialFormat format)
        {
            return format.StopBits == SerialStopBits.One ? StopBits.One : format.StopBits == SerialStopBits.Two ? StopBits.Two : StopBits.OnePointFive;
        }
    }
}
