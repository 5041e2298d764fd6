namespace System.Net.Security
{
    /// <summary>Stands in for nanoFramework's type of this name. Only CertificateRequired verifies anything.</summary>
    public enum SslVerification
    {
        /// <summary>The server's certificate is not looked at.</summary>
        NoVerification = 1,

        /// <summary>The server's certificate is not looked at, whatever the name says.</summary>
        VerifyPeer = 2,

        /// <summary>The server's certificate has to be good.</summary>
        CertificateRequired = 4,

        /// <summary>For servers.</summary>
        VerifyClientOnce = 8,
    }
}
