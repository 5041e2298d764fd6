namespace Esp32Bridge.Bridge
{
    /// <summary>The numbers of telnet: RFC 854, RFC 856 (binary), RFC 857 (echo), RFC 858 (go ahead), RFC 2217 (COM port).</summary>
    internal static class Telnet
    {
        /// <summary>The end of a subnegotiation.</summary>
        internal const byte SubnegotiationEnd = 240;

        /// <summary>The beginning of a subnegotiation.</summary>
        internal const byte SubnegotiationBegin = 250;

        /// <summary>The sender will do what the option says, or would like to.</summary>
        internal const byte Will = 251;

        /// <summary>The sender will not.</summary>
        internal const byte Wont = 252;

        /// <summary>The other end is asked to, or may.</summary>
        internal const byte Do = 253;

        /// <summary>The other end is not to.</summary>
        internal const byte Dont = 254;

        /// <summary>What follows is a command; doubled, it is a byte of data.</summary>
        internal const byte Iac = 255;

        /// <summary>The option that all 256 values of a byte are data.</summary>
        internal const byte Binary = 0;

        /// <summary>The option that the sender echoes.</summary>
        internal const byte Echo = 1;

        /// <summary>The option not to take turns.</summary>
        internal const byte SuppressGoAhead = 3;

        /// <summary>The option to control a serial port.</summary>
        internal const byte ComPort = 44;
    }
}
