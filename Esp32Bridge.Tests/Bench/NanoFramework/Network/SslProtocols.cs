namespace System.Net.Security
{
    /// <summary>Stands in for nanoFramework's type of this name; .NET has it in another namespace, with other behaviour.</summary>
    [Flags]
    public enum SslProtocols
    {
        /// <summary>Only TLS 1.3.</summary>
        None = 0,

        /// <summary>TLS 1.0, which is treated as 1.2.</summary>
        Tls = 192,

        /// <summary>TLS 1.1, which is treated as 1.2.</summary>
        Tls11 = 768,

        /// <summary>TLS 1.2.</summary>
        Tls12 = 3072,

        /// <summary>TLS 1.3.</summary>
        Tls13 = 12288,
    }
}
