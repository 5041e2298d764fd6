using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Esp32Bridge.Data;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// Which https servers are believed: those whose certificate goes back to a root, bears the server's name, and is valid
    /// today. The library's own default verifies nothing. And which one of them is told who the device is: no other one gets that.
    /// </summary>
    public sealed class HttpsTrust
    {
        private readonly string _root;
        private readonly string _confidant;
        private readonly string _authorization;
        private X509Certificate _certificate;

        /// <summary>Creates the trust.</summary>
        /// <param name="root">The root certificate as PEM, or null: then the roots that are stored in the device count.</param>
        /// <param name="confidant">An address of the server that is told who the device is, or null.</param>
        /// <param name="authorization">What it is told: the value of Authorization (RFC 9110 11.6.2), or null.</param>
        public HttpsTrust(string root, string confidant = null, string authorization = null)
        {
            _root = root;
            _confidant = confidant == null ? null : UrlText.OriginOf(confidant);
            _authorization = authorization;
        }

        /// <summary>Has a request believe no other server, which a request by http does not care for, and say who the device is where it may.</summary>
        /// <param name="request">The request, not sent yet.</param>
        /// <param name="url">Its address.</param>
        /// <exception cref="System.Exception">The root is no certificate.</exception>
        internal void Require(HttpWebRequest request, string url)
        {
            // Parsed here: an error in it must not keep the firmware from its start.
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
