using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Esp32Bridge.Bench.Chip;
using DotNetProtocols = System.Security.Authentication.SslProtocols;

namespace System.Net
{
    /// <summary>
    /// TLS as nanoFramework's SslStream does it for a client with Mbed TLS. The handshake has no timeout, and no other thread
    /// of the firmware runs meanwhile. A failure is a SocketException with a number of Mbed TLS.
    /// </summary>
    internal static class TlsClient
    {
        private const int CertificateVerifyFailed = -0x2700;
        private const int HandshakeFailed = -0x7780;
        private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

        // The clock of a device that has not got the time.
        private static readonly DateTime _unknownTime = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>Does the handshake.</summary>
        /// <param name="stream">The connection.</param>
        /// <param name="host">The server's name.</param>
        /// <param name="verification">Whether to verify the certificate.</param>
        /// <param name="protocols">The versions of TLS.</param>
        /// <param name="authority">The root certificates in addition to the device's own, or null.</param>
        /// <param name="session">The session.</param>
        /// <returns>The stream to read from and write to.</returns>
        /// <exception cref="SocketException">It failed.</exception>
        internal static Stream Connect(Stream stream, string host, SslVerification verification, Security.SslProtocols protocols, X509Certificate authority, Session session)
        {
            SslStream secure = new SslStream(stream, false);
            bool verifies = verification == SslVerification.CertificateRequired;
            bool isTrusted = true;
            SslClientAuthenticationOptions options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = Translate(protocols),
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    isTrusted = !verifies || IsTrusted((X509Certificate2)certificate, chain.ChainPolicy.ExtraStore, host, Roots(authority, session.Chip), session.Chip.IsTimeKnown),
            };
            try
            {
                session.RunAlone(() => secure.AuthenticateAsClient(options));
            }
            catch (Exception error) when (error is AuthenticationException || error is IOException || error is ObjectDisposedException)
            {
                session.StopIfEnded();
                throw new SocketException(isTrusted ? HandshakeFailed : CertificateVerifyFailed);
            }

            return secure;
        }

        private static DotNetProtocols Translate(Security.SslProtocols protocols)
        {
            const Security.SslProtocols UpTo12 = Security.SslProtocols.Tls | Security.SslProtocols.Tls11 | Security.SslProtocols.Tls12;
            DotNetProtocols translated = (protocols & UpTo12) != 0 ? DotNetProtocols.Tls12 : DotNetProtocols.None;
            bool has13 = protocols == Security.SslProtocols.None || (protocols & Security.SslProtocols.Tls13) == Security.SslProtocols.Tls13;
            return has13 ? translated | DotNetProtocols.Tls13 : translated;
        }

        private static X509Certificate2Collection Roots(X509Certificate authority, VirtualEsp32 chip)
        {
            X509Certificate2Collection roots = new X509Certificate2Collection();
            if (authority != null)
            {
                roots.AddRange(X509Certificate.Parse(authority.GetRawCertData()));
            }

            foreach (string stored in chip.RootCertificates)
            {
                roots.AddRange(X509Certificate.Parse(Encoding.UTF8.GetBytes(stored + "\0")));
            }

            return roots;
        }

        private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection sent, string host, X509Certificate2Collection roots, bool isTimeKnown)
        {
            using X509Chain chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            chain.ChainPolicy.ExtraStore.AddRange(sent);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = isTimeKnown ? DateTime.UtcNow : _unknownTime;
            chain.ChainPolicy.VerificationTimeIgnored = false;
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
            return chain.Build(certificate) && certificate.MatchesHostname(host);
        }
    }
}
