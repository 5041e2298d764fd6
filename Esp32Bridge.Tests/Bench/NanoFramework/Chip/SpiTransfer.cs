using System.Collections.Generic;
using System.Device.Spi;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>One call of spi_device_polling_transmit. No part can delay it.</summary>
    public sealed class SpiTransfer : BusTransfer
    {
        private readonly ISpiLines _lines;
        private readonly int _rate;
        private readonly SpiMode _mode;
        private readonly long _byteTime;
        private readonly byte[] _sent;
        private readonly byte[] _received;

        /// <summary>Creates the transfer.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="rate">The rate in Hz.</param>
        /// <param name="mode">The mode.</param>
        /// <param name="sent">The bytes on MOSI, the highest bit first.</param>
        /// <param name="received">Receives the bytes on MISO; as many.</param>
        public SpiTransfer(ISpiLines lines, int rate, SpiMode mode, byte[] sent, byte[] received)
        {
            _lines = lines;
            _rate = rate;
            _mode = mode;
            _byteTime = 8 * 1000 * 1000 * 1000L / rate;
            _sent = sent;
            _received = received;
        }

        /// <inheritdoc/>
        protected override IEnumerable<long> Run()
        {
            for (int i = 0; i < _sent.Length; i++)
            {
                yield return Time + _byteTime;
                _received[i] = _lines.Exchange(_sent[i], _mode, _rate, Now);
            }
        }
    }
}
