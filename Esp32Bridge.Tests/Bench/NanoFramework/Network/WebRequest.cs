using System.IO;

namespace System.Net
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    internal abstract class WebRequest : IDisposable
    {
        /// <summary>Creates a request.</summary>
        /// <param name="requestUriString">The address.</param>
        /// <returns>The request, of the type for the scheme.</returns>
        public static WebRequest Create(string requestUriString)
        {
            Uri uri = new Uri(requestUriString);
            return uri.Scheme == "http" || uri.Scheme == "https" ? new HttpWebRequest(uri) : throw new NotSupportedException();
        }

        /// <summary>Sends the head of a request with a body.</summary>
        /// <returns>The stream for the body.</returns>
        public abstract Stream GetRequestStream();

        /// <summary>Sends the request, unless it is sent already, and waits for the head of the answer.</summary>
        /// <returns>The answer.</returns>
        public abstract WebResponse GetResponse();

        /// <summary>Ends the request.</summary>
        public abstract void Dispose();
    }
}
