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
    /// A UART of the ESP32 on the pins that it is wired to. It makes exact what SerialPort leaves open: how long to wait, and
    /// what came when the time was up.
    /// </summary>
    public sealed class UartPort : ISerialLine
    {
        /// <summary>The usual receive buffer, in bytes: more than the longest answer of a bootloader and a turn of the application loop at 115200 baud.</summary>
        public const int UsualBufferSize = 1024;

        // All ports of the ESP32 share one "data came" flag and one "data sent" flag: the wake-up of a Read can be lost to
        // another port's Read although the bytes are there, that of a Write to another port's Write although all is sent.
        // So it waits hardly longer than the line needs, and looks for itself.
        private const int Slice = 20;

        // What the UART itself holds. The runtime sends what is more from the array, on a task of its own: one UART at a
        // time, because it takes the end of one for that of the other, and bytes get lost.
        private const int HardwareBuffer = 128;

        // The longest frame of a bootloader goes as a whole, longer ones leave a turn to the other UART.
        private const int LongestWrite = 258;

        // So long may bytes of clients wait for the wire, in microseconds: as long as the ESP32's shortest sleep. While they do,
        // nobody reads: the receive buffer has to last for it on both targets.
        private const int Lead = 10 * 1000;

        // What is thrown away: nobody reads it, so that all ports write to the same one.
        private static readonly byte[] _drained = new byte[64];

        private readonly UartWiring _wiring;
        private readonly IClock _clock;
        private readonly object _sending;
        private SerialPort _port;
        private int _bufferSize;

        // When the last byte written will have left, in microseconds. An answer shows that it has.
        private long _idleAt;

        /// <summary>Creates a closed port.</summary>
        /// <param name="wiring">The UART and its pins.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="sending">Is locked while many bytes are sent; the same for all ports.</param>
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

        /// <summary>Opens the UART: from here on its TX is idle, high.</summary>
        /// <param name="format">The format, one that is possible.</param>
        /// <param name="bufferSize">The size of the receive buffer in bytes, 256 or more. The memory of it is taken twice, outside of the managed heap.</param>
        /// <exception cref="BridgeException">The port name is none of COM2 and COM3, or the port does not open: it is held, or its pins are taken.</exception>
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

        /// <summary>Changes the format, when what was written has left. What was received is kept.</summary>
        /// <param name="format">The format wanted.</param>
        /// <returns>False when the UART is closed, or cannot do it; then the old format stays in force.</returns>
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

        /// <summary>Sends bytes and leaves no turn to the other UART meanwhile.</summary>
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
                // Hands the wake-ups that are due to the other threads, before Read clears the flag.
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
                    // Nothing was handed over and nothing is lost: what came is in the port's buffer.
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

        /// <summary>Reads what is there, without waiting.</summary>
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

            // What comes to a buffer that is full is lost, and nothing else shows it.
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
            _port.WriteTimeout = (int)(end - now) + Slice;
            _idleAt = end * 1000;
            try
            {
                _port.Write(buffer, offset, count);
            }
            catch (TimeoutException)
            {
                // Nothing holds a UART up: in that time all has left.
            }
        }

        private int Answered(int count)
        {
            _idleAt = 0;
            return count;
        }

        // When so many more bytes will have passed, in milliseconds, rounded up.
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

        // Each of these reaches the UART at once, and its TX stays idle meanwhile.
        private void Apply(SerialFormat format)
        {
            _port.BaudRate = format.BaudRate;
            _port.DataBits = format.DataBits;
            _port.Parity = ParityOf(format);
            _port.StopBits = StopBitsOf(format);
            Format = format;
        }

        // COM2 and COM3 have no pins by default, and without pins they do not open.
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
