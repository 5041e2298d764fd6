namespace System.Device.I2c
{
    /// <summary>Stands in for nanoFramework's type of this name. An ESP32 knows three of the values.</summary>
    public enum I2cTransferStatus
    {
        /// <summary>Never seen on an ESP32.</summary>
        UnknownError = 0,

        /// <summary>All was acknowledged.</summary>
        FullTransfer = 1,

        /// <summary>SCL was held too long, SDA was held, or the transfer did not end in a second.</summary>
        ClockStretchTimeout = 2,

        /// <summary>Never seen on an ESP32.</summary>
        PartialTransfer = 3,

        /// <summary>The address or a byte was not acknowledged.</summary>
        SlaveAddressNotAcknowledged = 4,
    }
}
