namespace Esp32Bridge.Network
{
    /// <summary>The body of an answer that is not made at once: it is read in pieces, each when the client takes it. It is called by the server's thread.</summary>
    public interface IHttpContent
    {
        /// <summary>Gets what the head says of it, "Content-Type: text/html" for instance; each field ends with CR and LF.</summary>
        string Fields { get; }

        /// <summary>Reads the next piece.</summary>
        /// <param name="offset">The number of bytes that were read before it.</param>
        /// <returns>At most 2 KB; null at the end.</returns>
        byte[] Read(int offset);
    }
}
