using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Esp32Bridge.Bench.Ota
{
    /// <summary>A private root certificate, and server certificates that it has issued.</summary>
    public sealed class TestCertificates : IDisposable
    {
        private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

        private readonly X509Certificate2 _root;

        /// <summary>Makes a root.</summary>
        /// <param name="name">Its name.</param>
        public TestCertificates(string name = "Test Root")
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-10), DateTimeOffset.UtcNow.AddYears(10));
        }

        /// <summary>Gets the root as PEM text, without its key.</summary>
        public string RootPem
        {
            get { return _root.ExportCertificatePem(); }
        }

        /// <summary>Gets the root as DER bytes, without its key.</summary>
        public byte[] RootBytes
        {
            get { return _root.RawData; }
        }

        /// <summary>Makes a server's certificate, valid for a year from a day ago on.</summary>
        /// <param name="host">The server's name, or its IPv4 address.</param>
        /// <returns>The certificate with its key.</returns>
        public X509Certificate2 CreateServer(string host)
        {
            return CreateServer(host, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));
        }

        /// <summary>Makes a server's certificate.</summary>
        /// <param name="host">The server's name, or its IPv4 address.</param>
        /// <param name="from">The start of its validity.</param>
        /// <param name="to">The end of its validity.</param>
        /// <returns>The certificate with its key.</returns>
        public X509Certificate2 CreateServer(string host, DateTimeOffset from, DateTimeOffset to)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out IPAddress address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(ServerAuthentication) }, false));
            using X509Certificate2 signed = request.Create(_root, from, to, RandomNumberGenerator.GetBytes(16));
            return signed.CopyWithPrivateKey(key);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _root.Dispose();
        }
    }
}
