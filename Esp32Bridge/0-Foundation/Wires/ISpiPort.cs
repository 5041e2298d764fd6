namespace Esp32Bridge.Wires
{
    /// <summary>A part on an SPI bus, mode 0. Its NSS is low from its first transfer until another part on the bus has one, or the port is closed.</summary>
    public interface ISpiPort
    {
        /// <summary>Sends bytes to the part. What it sends meanwhile is lost.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="count">How many, 1 or more.</param>
        void Write(byte[] buffer, int count);

        /// <summary>Reads bytes from the part, and sends zeros meanwhile.</summary>
        /// <param name="buffer">Where they go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, 1 or more.</param>
        void Read(byte[] buffer, int offset, int count);
    }
}
