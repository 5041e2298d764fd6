using Esp32Bridge.Bench.Chip;

namespace System.Device.Spi
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name on an ESP32: opening sends four bytes; the chip select is active for one
    /// call only; clock and mode of the first device of a bus hold for all; no other thread runs during a transfer; and nothing
    /// tells whether there is a part.
    /// </summary>
    public class SpiDevice : IDisposable
    {
        private readonly SpiConnectionSettings _settings;
        private bool _disposed;

        /// <summary>Opens a device, and sends four bytes of 0 to it.</summary>
        /// <param name="settings">The settings.</param>
        /// <exception cref="ArgumentException">There is no such controller, or a pin is not set or in use.</exception>
        /// <exception cref="SpiDeviceAlreadyInUseException">The bus has a device with this chip select, also if that is -1.</exception>
        /// <exception cref="IndexOutOfRangeException">The bus has three devices.</exception>
        public SpiDevice(SpiConnectionSettings settings)
        {
            _settings = new SpiConnectionSettings(settings);
            Current().Spi.Open(_settings);
        }

        /// <summary>Gets a copy of the settings.</summary>
        public SpiConnectionSettings ConnectionSettings
        {
            get { return new SpiConnectionSettings(_settings); }
        }

        /// <summary>Opens a device.</summary>
        /// <param name="settings">The settings.</param>
        /// <returns>The device.</returns>
        public static SpiDevice Create(SpiConnectionSettings settings)
        {
            return new SpiDevice(settings);
        }

        /// <summary>Reads a byte, and sends 0.</summary>
        /// <returns>The byte.</returns>
        public byte ReadByte()
        {
            byte[] buffer = new byte[1];
            Read(buffer);
            return buffer[0];
        }

        /// <summary>Reads bytes, and sends as many of 0.</summary>
        /// <param name="buffer">Where they go.</param>
        public void Read(SpanByte buffer)
        {
            Session session = Current();
            if (_settings.Configuration == SpiBusConfiguration.HalfDuplex)
            {
                throw new ArgumentException("the DMA of an ESP32 cannot read in half duplex");
            }

            CheckOffset(buffer);
            byte[] received = new byte[buffer.Length];
            session.Spi.Transfer(_settings, new byte[buffer.Length], received);
            new SpanByte(received).CopyTo(buffer);
        }

        /// <summary>Writes a byte.</summary>
        /// <param name="value">The byte.</param>
        public void WriteByte(byte value)
        {
            Write(new[] { value });
        }

        /// <summary>Writes bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        public void Write(SpanByte buffer)
        {
            CheckOffset(buffer);
            Current().Spi.Transfer(_settings, buffer.ToArray(), new byte[buffer.Length]);
        }

        /// <summary>Writes and reads at the same time.</summary>
        /// <param name="writeBuffer">The bytes to write.</param>
        /// <param name="readBuffer">Where the bytes that are read go; as many.</param>
        /// <exception cref="InvalidOperationException">The device is half duplex.</exception>
        /// <exception cref="AccessViolationException">The lengths differ: an ESP32 says nothing, and reads or writes behind the shorter array.</exception>
        public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer)
        {
            Session session = Current();
            if (_settings.Configuration == SpiBusConfiguration.HalfDuplex)
            {
                throw new InvalidOperationException();
            }

            CheckOffset(writeBuffer);
            CheckOffset(readBuffer);
            if (writeBuffer.Length != readBuffer.Length)
            {
                throw new AccessViolationException("memory behind the shorter of " + writeBuffer.Length + " and " + readBuffer.Length + " bytes");
            }

            byte[] received = new byte[readBuffer.Length];
            session.Spi.Transfer(_settings, writeBuffer.ToArray(), received);
            new SpanByte(received).CopyTo(readBuffer);
        }

        /// <summary>Closes the device.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                Session.Current.Spi.Close(_settings);
                _disposed = true;
            }
        }

        private static Session Current()
        {
            Session session = Session.Current;
            session.Step();
            return session;
        }

        // The native code has 16 bits for it, and on an ESP32 nobody notices.
        private static void CheckOffset(SpanByte span)
        {
            if (span.Start > short.MaxValue)
            {
                throw new AccessViolationException("memory before an array, whose part begins at " + span.Start);
            }
        }
    }
}
