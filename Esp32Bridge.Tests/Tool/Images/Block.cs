namespace Esp32Bridge.Tool.Images
{
    /// <summary>Bytes of a file, and their address.</summary>
    /// <param name="Address">The address of the first byte.</param>
    /// <param name="Content">The bytes.</param>
    /// <param name="File">The file that they are from.</param>
    public sealed record Block(uint Address, byte[] Content, string File)
    {
        /// <summary>Gets the address after the last byte.</summary>
        public long End
        {
            get { return Address + (long)Content.Length; }
        }
    }
}
