namespace System.Device.Spi
{
    /// <summary>Stands in for nanoFramework's type of this name.</summary>
    public enum DataFlow
    {
        /// <summary>The highest bit is the first.</summary>
        MsbFirst = 0,

        /// <summary>The lowest bit is the first.</summary>
        LsbFirst = 1,
    }
}
