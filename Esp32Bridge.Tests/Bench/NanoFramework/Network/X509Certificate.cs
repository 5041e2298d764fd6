using System.Text;

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>
    /// Stands in for nanoFramework's type of this name, as far as the firmware uses it: one or more certificates, as PEM
    /// text, as the bytes of PEM text with a zero at the end, or as DER bytes.
    /// </summary>
    internal sealed class X509Certificate
    {
        private const byte DerSequence = 0x30;
        private const string PemMark = "-----BEGIN CERTIFICATE-----";

        private readonly byte[] _certificate;

        /// <summary>Reads a certificate.</summary>
        /// <param name="certificate">The bytes of PEM text with a zero at the end, or DER bytes.</param>
        /// <exception cref="ArgumentException">It is neither.</exception>
        public X509Certificate(byte[] certificate)
        {
            _certificate = certificate;
            Check();
        }

        /// <summary>Reads a certificate.</summary>
        /// <param name="certificate">PEM text.</param>
        /// <exception cref="ArgumentException">It is not PEM.</exception>
        public X509Certificate(string certificate)
        {
            _certificate = Encoding.UTF8.GetBytes(certificate + "\0");
            Check();
        }

        /// <summary>Gets the source of the certificate.</summary>
        /// <returns>The bytes.</returns>
        public byte[] GetRawCertData()
        {
            return _certificate;
        }

        /// <summary>Parses what nanoFramework hands to Mbed TLS.</summary>
        /// <param name="data">The bytes.</param>
        /// <returns>The certificates.</returns>
        /// <exception cref="CryptographicException">There is none.</exception>
        internal static X509Certificate2Collection Parse(byte[] data)
        {
            X509Certificate2Collection certificates = new X509Certificate2Collection();

            // The criterion of mbedtls_x509_crt_parse: one DER in 256 also ends with a zero.
            if (data.Length > 0 && data[data.Length - 1] == 0 && Encoding.Latin1.GetString(data).Contains(PemMark))
            {
                certificates.ImportFromPem(Encoding.UTF8.GetString(data, 0, data.Length - 1));
            }
            else if (data.Length > 0 && data[0] == DerSequence)
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(data));
            }

            return certificates.Count > 0 ? certificates : throw new CryptographicException("no certificate");
        }

        private void Check()
        {
            try
            {
                Parse(_certificate);
            }
            catch (CryptographicException)
            {
                throw new ArgumentException();
            }
        }
    }
}
