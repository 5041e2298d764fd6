using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Esp32Bridge.Data;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// Which https servers are trusted: those whose certificate leads to a root, has the server's name, and is valid today. The library verifies
    /// nothing by default. It also defines the one server to which the device authenticates itself; no other server gets the credentials.
    /// </summary>
    public sealed class HttpsTrust
    {
        private readonly string _root;
        private readonly string _confidant;
        private readonly string _authorization;
        private X509Certificate _certificate;

        /// <summary>Creates the trust.</summary>
        /// <param name="root">The root certificate as PEM; null: the roots that are stored in the device.</param>
        /// <param name="confidant">An address of the server to which the device authenticates itself, or null.</param>
        /// <param name="authorization">The value of Authorization for that server (RFC 9110 11.6.2), or null.</param>
        public HttpsTrust(string root, string confidant = null, string authorization = null)
        {
            _root = root;
            _confidant = confidant == null ? null : UrlText.OriginOf(confidant);
            _authorization = authorization;
        }

        /// <summary>Requires a trusted server, which has no effect on http, and adds Authorization if the server may get it.</summary>
        /// <param name="request">The request, before it is sent.</param>
        /// <param name="url">Its address.</param>
        /// <exception cref="System.Exception">The root is not a certificate.</exception>
        internal void Require(HttpWebRequest request, string url)
        {
            // Parsed here, so that an error in it does not prevent the start of the firmware.
            if (_root != null && _certificate == null)
            {
                _certificate = new X509Certificate(_root);
            }

            request.SslVerification = SslVerification.CertificateRequired;
            request.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            request.HttpsAuthentCert = _certificate;
            if (_authorization != null && UrlText.OriginOf(url) == _confidant)
            {
                request.Headers.Add("Authorization", _authorization);
            }
        }
    }
}
