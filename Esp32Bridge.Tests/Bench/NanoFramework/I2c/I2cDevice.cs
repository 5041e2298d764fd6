using Esp32Bridge.Bench.Chip;

namespace System.Device.I2c
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name on an ESP32: the speed of the newest device holds for all of a bus;
    /// a byte that is not acknowledged looks like an address that is not; SCL may be held for ten bits; a transfer may take
    /// a second, in which no other thread runs; and Dispose is looked at by nobody but the native code, which counts.
    /// </summary>
    public class I2cDevice : IDisposable
    {
        private bool _disposed;

        /// <summary>Opens a device.</summary>
        /// <param name="settings">The settings.</param>
        /// <exception cref="ArgumentException">There is no such controller.</exception>
        /// <exception cref="Exception">A GpioPin is open on one of its pins.</exception>
        public I2cDevice(I2cConnectionSettings settings)
        {
            ConnectionSettings = settings;
            Current().I2c.Open(settings);
        }

        /// <summary>Gets the settings.</summary>
        public I2cConnectionSettings ConnectionSettings { get; }

        /// <summary>Opens a device.</summary>
        /// <param name="settings">The settings.</param>
        /// <returns>The device.</returns>
        public static I2cDevice Create(I2cConnectionSettings settings)
        {
            return new I2cDevice(settings);
        }

        /// <summary>Reads: START, address, data, STOP. The buffer is changed only if all went well.</summary>
        /// <param name="buffer">Where the bytes go. If it is empty, there is only a STOP.</param>
        /// <returns>The result.</returns>
        public I2cTransferResult Read(SpanByte buffer)
        {
            return Transfer(SpanByte.Empty, buffer);
        }

        /// <summary>Writes: START, address, data, STOP.</summary>
        /// <param name="buffer">The bytes. If it is empty, there is only a STOP: that asks no part for its address.</param>
        /// <returns>The result.</returns>
        public I2cTransferResult Write(SpanByte buffer)
        {
            return Transfer(buffer, SpanByte.Empty);
        }

        /// <summary>Writes and reads with a repeated START.</summary>
        /// <param name="writeBuffer">The bytes to write.</param>
        /// <param name="readBuffer">Where the bytes that are read go.</param>
        /// <returns>The result.</returns>
        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
        {
            return Transfer(writeBuffer, readBuffer);
        }

        /// <summary>Closes the device. The driver of the bus goes with the last one.</summary>
        public void Dispose()
        {
            if (!_disposed)
            {
                Session.Current.I2c.Close(ConnectionSettings.BusId);
                _disposed = true;
            }
        }

        private static Session Current()
        {
            Session session = Session.Current;
            session.Step();
            return session;
        }

        private I2cTransferResult Transfer(SpanByte written, SpanByte read)
        {
            byte[] received = new byte[read.Length];
            I2cTransferStatus status = Current().I2c.Transfer(ConnectionSettings, written.ToArray(), received);
            if (status == I2cTransferStatus.FullTransfer)
            {
                new SpanByte(received).CopyTo(read);
            }

            return new I2cTransferResult(status, written.Length + read.Length);
        }
    }
}
