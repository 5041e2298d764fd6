namespace System.Net.Security
{
    /// <summary>Stands in for nanoFramework's type of this name. Only CertificateRequired verifies anything.</summary>
    public enum SslVerification
    {
        /// <summary>The server's certificate is not verified.</summary>
        NoVerification = 1,

        /// <summary>The server's certificate is not verified, despite the name.</summary>
        VerifyPeer = 2,

        /// <summary>The server's certificate must be valid.</summary>
        CertificateRequired = 4,

        /// <summary>For servers.</summary>
        VerifyClientOnce = 8,
    }
}
