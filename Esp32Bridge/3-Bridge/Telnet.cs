namespace Esp32Bridge.Bridge
{
    /// <summary>The numbers of telnet: RFC 854, RFC 856 (binary), RFC 857 (echo), RFC 858 (go ahead), RFC 2217 (COM port).</summary>
    internal static class Telnet
    {
        /// <summary>The end of a subnegotiation.</summary>
        internal const byte SubnegotiationEnd = 240;

        /// <summary>The beginning of a subnegotiation.</summary>
        internal const byte SubnegotiationBegin = 250;

        /// <summary>The sender will use the option, or offers to.</summary>
        internal const byte Will = 251;

        /// <summary>The sender will not use the option.</summary>
        internal const byte Wont = 252;

        /// <summary>The sender asks the other end to use the option, or agrees.</summary>
        internal const byte Do = 253;

        /// <summary>The other end must not use the option.</summary>
        internal const byte Dont = 254;

        /// <summary>Begins a command; doubled, it is a byte of data.</summary>
        internal const byte Iac = 255;

        /// <summary>The option binary: all 256 values of a byte are data.</summary>
        internal const byte Binary = 0;

        /// <summary>The option echo: the sender echoes.</summary>
        internal const byte Echo = 1;

        /// <summary>The option to suppress go-ahead.</summary>
        internal const byte SuppressGoAhead = 3;

        /// <summary>The COM port option.</summary>
        internal const byte ComPort = 44;
    }
}
