namespace Esp32Bridge.Tests.Model
{
    /// <summary>The I2C of a part: what its bootloader does on the bus (AN4221).</summary>
    public sealed class I2cSlave
    {
        private readonly VirtualStm32 _part;

        /// <summary>Creates the I2C of a part.</summary>
        /// <param name="part">The part.</param>
        public I2cSlave(VirtualStm32 part)
        {
            _part = part;
        }

        /// <summary>Gets whether the part holds SDA low; the nine clocks of a bus recovery may free it.</summary>
        public bool HoldsData
        {
            get { return false; }
        }

        /// <summary>Tells whether the part acknowledges an address: in its bootloader, its own, and if no other interface was chosen before.</summary>
        /// <param name="address">The address, 7 bits.</param>
        /// <param name="now">The time.</param>
        /// <returns>True if it does.</returns>
        public bool Acknowledges(int address, long now)
        {
            _part.Advance(now);
            return false;
        }

        /// <summary>The part has acknowledged its address.</summary>
        /// <param name="isRead">Whether the master reads.</param>
        /// <param name="now">The time.</param>
        /// <returns>The time until which it holds SCL low before it goes on, <see cref="VirtualStm32.Never"/> if only a reset ends that.</returns>
        public long Begin(bool isRead, long now)
        {
            return now;
        }

        /// <summary>The master sends a byte.</summary>
        /// <param name="value">The byte.</param>
        /// <param name="now">The time.</param>
        /// <returns>Whether the part acknowledges it.</returns>
        public bool Receive(byte value, long now)
        {
            return false;
        }

        /// <summary>The master reads a byte.</summary>
        /// <param name="now">The time.</param>
        /// <returns>The byte.</returns>
        public byte Send(long now)
        {
            return 0xFF;
        }

        /// <summary>STOP.</summary>
        /// <param name="now">The time.</param>
        public void End(long now)
        {
        }

        /// <summary>A clock pulse of a bus recovery.</summary>
        /// <param name="now">The time.</param>
        public void ClockData(long now)
        {
        }
    }
}
