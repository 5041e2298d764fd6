using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// Which https servers are believed: those whose certificate goes back to a root, bears the server's name, and is valid
    /// today. The library's own default verifies nothing.
    /// </summary>
    public sealed class HttpsTrust
    {
        private readonly string _root;
        private X509Certificate _certificate;

        /// <summary>Creates the trust.</summary>
        /// <param name="root">The root certificate as PEM, or null: then the roots that are stored in the device count.</param>
        public HttpsTrust(string root)
        {
            _root = root;
        }

        /// <summary>Has a request believe no other server. A request by http does not care.</summary>
        /// <param name="request">The request, not sent yet.</param>
        /// <exception cref="System.Exception">The root is no certificate.</exception>
        internal void Require(HttpWebRequest request)
        {
            // Parsed here: an error in it must not keep the firmware from its start.
            if (_root != null && _certificate == null)
            {
                _certificate = new X509Certificate(_root);
            }

            request.SslVerification = SslVerification.CertificateRequired;
            request.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            request.HttpsAuthentCert = _certificate;
        }
    }
}
