namespace Esp32Bridge.Network
{
    /// <summary>The body of a response that is read in pieces, each when the client accepts it. The server's thread calls it.</summary>
    public interface IHttpContent
    {
        /// <summary>Gets the header fields, for example "Content-Type: text/html"; each ends with CR and LF.</summary>
        string Fields { get; }

        /// <summary>Reads the next piece.</summary>
        /// <param name="offset">The number of bytes that were read before.</param>
        /// <returns>At most 2 KB; null at the end.</returns>
        byte[] Read(int offset);
    }
}
