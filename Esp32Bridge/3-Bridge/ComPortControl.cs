namespace Esp32Bridge.Bridge
{
    /// <summary>The values of SET-CONTROL (RFC 2217 3) that are told apart here.</summary>
    internal static class ComPortControl
    {
        /// <summary>No flow control outbound, or both ways.</summary>
        internal const byte NoFlowControl = 1;

        /// <summary>Is break on?</summary>
        internal const byte AskBreak = 4;

        /// <summary>Break on.</summary>
        internal const byte BreakOn = 5;

        /// <summary>Break off.</summary>
        internal const byte BreakOff = 6;

        /// <summary>Is DTR on?</summary>
        internal const byte AskDtr = 7;

        /// <summary>DTR on.</summary>
        internal const byte DtrOn = 8;

        /// <summary>DTR off.</summary>
        internal const byte DtrOff = 9;

        /// <summary>Is RTS on?</summary>
        internal const byte AskRts = 10;

        /// <summary>RTS on.</summary>
        internal const byte RtsOn = 11;

        /// <summary>RTS off.</summary>
        internal const byte RtsOff = 12;

        /// <summary>Which flow control is there inbound? The three behind it want one, as does <see cref="InboundByDtr"/>.</summary>
        internal const byte AskInbound = 13;

        /// <summary>No flow control inbound.</summary>
        internal const byte NoInbound = 14;

        /// <summary>XON and XOFF inbound.</summary>
        internal const byte InboundByXon = 15;

        /// <summary>RTS inbound.</summary>
        internal const byte InboundByRts = 16;

        /// <summary>DTR inbound.</summary>
        internal const byte InboundByDtr = 18;
    }
}
