namespace System.Device.Spi
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public class SpiDeviceAlreadyInUseException : Exception
    {
    }
}
