namespace System.Device.Spi
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public enum SpiBusConfiguration
    {
        /// <summary>Both directions at once.</summary>
        FullDuplex = 0,

        /// <summary>One direction after the other; an ESP32 cannot read then.</summary>
        HalfDuplex = 1,

        /// <summary>One line for both directions; an ESP32 refuses it.</summary>
        Simplex = 2,
    }
}
