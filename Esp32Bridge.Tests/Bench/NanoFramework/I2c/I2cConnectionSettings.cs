namespace System.Device.I2c
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public sealed class I2cConnectionSettings
    {
        /// <summary>Creates settings for 400 kHz.</summary>
        /// <param name="busId">The controller: 1 for I2C1.</param>
        /// <param name="deviceAddress">The address, 7 bits.</param>
        public I2cConnectionSettings(int busId, int deviceAddress)
            : this(busId, deviceAddress, I2cBusSpeed.FastMode)
        {
        }

        /// <summary>Creates settings.</summary>
        /// <param name="busId">The controller: 1 for I2C1.</param>
        /// <param name="deviceAddress">The address, 7 bits.</param>
        /// <param name="busSpeed">The speed, which holds for all devices of the bus.</param>
        public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
        {
            BusId = busId;
            DeviceAddress = deviceAddress;
            BusSpeed = busSpeed;
        }

        /// <summary>Gets the controller.</summary>
        public int BusId { get; }

        /// <summary>Gets the address.</summary>
        public int DeviceAddress { get; }

        /// <summary>Gets the speed.</summary>
        public I2cBusSpeed BusSpeed { get; }
    }
}
