namespace Esp32Bridge.Network
{
    /// <summary>
    /// Something that this device has to offer by HTTP. It is called by the server's thread, and only for requests that
    /// <see cref="HttpAccess"/> has let in. A request with the method <see cref="HttpRequest.Reading"/> may not change anything.
    /// </summary>
    public interface IHttpResource
    {
        /// <summary>Answers a request, if it is for this resource.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False when its path is another one: nothing was answered.</returns>
        /// <exception cref="RequestException">It is refused.</exception>
        bool TryAnswer(HttpRequest request);
    }
}
