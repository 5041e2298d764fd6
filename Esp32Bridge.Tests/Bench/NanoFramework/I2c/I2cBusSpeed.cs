namespace System.Device.I2c
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public enum I2cBusSpeed
    {
        /// <summary>100 kHz.</summary>
        StandardMode = 0,

        /// <summary>400 kHz.</summary>
        FastMode = 1,

        /// <summary>1 MHz.</summary>
        FastModePlus = 2,
    }
}
