namespace Esp32Bridge.Network
{
    /// <summary>
    /// A resource of the device's web server. The server's thread calls it, only with requests that <see cref="HttpAccess"/> has admitted. A request
    /// with the method <see cref="HttpRequest.Reading"/> must not change anything.
    /// </summary>
    public interface IHttpResource
    {
        /// <summary>Answers a request if it is for this resource.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False if the path is another one; then nothing was sent.</returns>
        /// <exception cref="RequestException">The request is refused.</exception>
        bool TryAnswer(HttpRequest request);
    }
}
