namespace System.Device.Spi
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public enum SpiMode
    {
        /// <summary>SCK is low at rest, and its first edge takes a bit.</summary>
        Mode0 = 0,

        /// <summary>SCK is low at rest, and its second edge takes a bit.</summary>
        Mode1 = 1,

        /// <summary>SCK is high at rest, and its first edge takes a bit.</summary>
        Mode2 = 2,

        /// <summary>SCK is high at rest, and its second edge takes a bit.</summary>
        Mode3 = 3,
    }
}
