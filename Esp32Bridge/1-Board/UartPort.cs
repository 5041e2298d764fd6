using System;
using System.IO.Ports;
using Esp32Bridge.Serial;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// The UART as a line to a part, with 8 data bits and one stop bit. It makes exact what SerialPort leaves open: how
    /// long to wait, and what came when the time was up.
    /// </summary>
    public sealed class UartPort : ISerialLine
    {
        // With a parity bit; without one it is a little less.
        private const int BitsPerByte = 11;

        // All ports of the ESP32 share one "data came" flag and one "data sent" flag: the wake-up of a Read can be lost to
        // another port's Read although the bytes are there, that of a Write to another port's Write although all is sent.
        // So it waits hardly longer than the line needs, and looks for itself.
        private const int Slice = 20;

        // What the UART itself holds. The runtime sends what is more from the array, on a task of its own: one UART at a
        // time, because it takes the end of one for that of the other, and bytes get lost.
        private const int HardwareBuffer = 128;

        // The longest frame of a bootloader goes as a whole, longer ones leave a turn to the other UART.
        private const int LongestWrite = 258;

        private readonly UartWiring _wiring;
        private readonly IClock _clock;
        private readonly object _sending;
        private readonly byte[] _drained = new byte[64];
        private SerialPort _port;
        private int _baudRate;

        // When the last byte written will have left. An answer shows that it has.
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

        /// <summary>Opens the UART: from here on its TX is idle, high.</summary>
        /// <param name="baudRate">The rate in baud, 1200 to 921600.</param>
        /// <param name="parity">Even for a bootloader (AN3155 2.1).</param>
        /// <exception cref="BoardException">It does not open.</exception>
        public void Open(int baudRate, Parity parity)
        {
            _baudRate = baudRate;
            _port = WiredUart.Open(_wiring, baudRate, parity);
            _idleAt = 0;
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

        /// <inheritdoc/>
        public void Write(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            while (offset < end)
            {
                int piece = end - offset < LongestWrite ? end - offset : LongestWrite;
                if (piece <= HardwareBuffer)
                {
                    Send(buffer, offset, piece);
                }
                else
                {
                    lock (_sending)
                    {
                        Send(buffer, offset, piece);
                    }
                }

                offset += piece;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count, int timeout)
        {
            long now = _clock.Milliseconds;
            long due = (now > _idleAt ? now : _idleAt) + TimeOf(count);
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
            _idleAt = (now > _idleAt ? now : _idleAt) + TimeOf(count);
            _port.WriteTimeout = (int)(_idleAt - now) + Slice;
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

        // Milliseconds on the line, rounded up.
        private int TimeOf(int count)
        {
            return (count * BitsPerByte * 1000 / _baudRate) + 1;
        }
    }
}
