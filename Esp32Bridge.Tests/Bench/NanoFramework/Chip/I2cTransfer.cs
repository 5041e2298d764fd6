using System;
using System.Collections.Generic;
using System.Device.I2c;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>One call of i2c_master_cmd_begin: START, address and data for each direction, one STOP.</summary>
    public sealed class I2cTransfer : BusTransfer
    {
        // i2c_ll_master_cal_bus_clk of the ESP32; nanoFramework never changes it.
        private const int StretchLimitBits = 10;

        // The time that nanoFramework gives to the whole transfer, in nanoseconds.
        private const long Timeout = 1000 * 1000 * 1000L;

        // A clearing of the bus: at most nine pulses of 100 kHz, while a part holds SDA; then a STOP.
        private const int ClearingPulses = 9;
        private const long ClearingPulse = 10 * 1000;

        private readonly II2cLines _lines;
        private readonly int _rate;
        private readonly long _bit;
        private readonly int _address;
        private readonly byte[] _written;
        private readonly byte[] _read;
        private readonly bool _isSuspect;
        private readonly bool _isConnected;

        /// <summary>Creates the transfer.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="address">The address.</param>
        /// <param name="written">The bytes for the part; none for no write.</param>
        /// <param name="read">Receives bytes of the part; empty for no read.</param>
        /// <param name="isSuspect">Whether the driver clears the bus first.</param>
        /// <param name="isConnected">Whether the pins are connected to the controller.</param>
        public I2cTransfer(II2cLines lines, int rate, int address, byte[] written, byte[] read, bool isSuspect, bool isConnected)
        {
            _lines = lines;
            _rate = rate;
            _bit = 1000 * 1000 * 1000L / rate;
            _address = address;
            _written = written;
            _read = read;
            _isSuspect = isSuspect;
            _isConnected = isConnected;
        }

        /// <summary>Gets the result, once it is done.</summary>
        public I2cTransferStatus Status { get; private set; }

        /// <inheritdoc/>
        protected override IEnumerable<long> Run()
        {
            long end = Time + Timeout;
            if (_isSuspect || _lines.IsDataLow(Now) || _lines.ClockLowUntil(Now) > Now)
            {
                foreach (long time in Clear())
                {
                    yield return time;
                }
            }

            foreach (long time in Transfer())
            {
                yield return Math.Min(time, end);
                if (time > end)
                {
                    Status = I2cTransferStatus.ClockStretchTimeout;
                    break;
                }
            }

            if (Status == I2cTransferStatus.ClockStretchTimeout)
            {
                foreach (long time in Clear())
                {
                    yield return time;
                }
            }
        }

        /// <inheritdoc/>
        protected override void LetGo(long now)
        {
            _lines.Clock(now);
        }

        private IEnumerable<long> Transfer()
        {
            if (!_isConnected)
            {
                // The controller does not see the edges that it makes.
                yield return Time + (StretchLimitBits * _bit);
                Status = I2cTransferStatus.ClockStretchTimeout;
                yield break;
            }

            Status = I2cTransferStatus.FullTransfer;
            for (int direction = 0; direction < 2 && Status == I2cTransferStatus.FullTransfer; direction++)
            {
                bool isRead = direction == 1;
                byte[] data = isRead ? _read : _written;
                if (data.Length == 0)
                {
                    continue;
                }

                long held = _lines.ClockLowUntil(Now);
                if (held > Now)
                {
                    // Without SCL there is no START, and no clock whose stretching could be too long.
                    yield return ToNanoseconds(held);
                }

                if (_lines.IsDataLow(Now))
                {
                    // The arbitration is lost.
                    Status = I2cTransferStatus.ClockStretchTimeout;
                    yield break;
                }

                yield return Time + (10 * _bit);
                if (!_lines.Start(_address, isRead, _rate, Now))
                {
                    Status = I2cTransferStatus.SlaveAddressNotAcknowledged;
                    break;
                }

                held = _lines.ClockLowUntil(Now);
                if (ToNanoseconds(held) > Time + (StretchLimitBits * _bit))
                {
                    yield return Time + (StretchLimitBits * _bit);
                    Status = I2cTransferStatus.ClockStretchTimeout;
                    yield break;
                }

                if (held > Now)
                {
                    yield return ToNanoseconds(held);
                }

                for (int i = 0; i < data.Length && Status == I2cTransferStatus.FullTransfer; i++)
                {
                    if (isRead)
                    {
                        data[i] = _lines.Read(Now);
                    }

                    yield return Time + (9 * _bit);
                    if (!isRead && !_lines.Write(data[i], Now))
                    {
                        // ESP_FAIL, like an address that is not acknowledged.
                        Status = I2cTransferStatus.SlaveAddressNotAcknowledged;
                    }
                }
            }

            yield return Time + _bit;
            _lines.Stop(Now);
        }

        private IEnumerable<long> Clear()
        {
            for (int i = 0; i < ClearingPulses && _lines.IsDataLow(Now); i++)
            {
                yield return Time + ClearingPulse;
                _lines.Clock(Now);
            }

            yield return Time + ClearingPulse;
            _lines.Stop(Now);
        }

        private static long ToNanoseconds(long microseconds)
        {
            return microseconds > long.MaxValue / 1000 ? long.MaxValue : microseconds * 1000;
        }
    }
}
