namespace Esp32Bridge.Bridge
{
    /// <summary>The values of SET-CONTROL (RFC 2217 3) that are told apart here.</summary>
    public static class ComPortControl
    {
        /// <summary>No flow control outbound, or both ways.</summary>
        public const byte NoFlowControl = 1;

        /// <summary>Is break on?</summary>
        public const byte AskBreak = 4;

        /// <summary>Break on.</summary>
        public const byte BreakOn = 5;

        /// <summary>Break off.</summary>
        public const byte BreakOff = 6;

        /// <summary>Is DTR on?</summary>
        public const byte AskDtr = 7;

        /// <summary>DTR on.</summary>
        public const byte DtrOn = 8;

        /// <summary>DTR off.</summary>
        public const byte DtrOff = 9;

        /// <summary>Is RTS on?</summary>
        public const byte AskRts = 10;

        /// <summary>RTS on.</summary>
        public const byte RtsOn = 11;

        /// <summary>RTS off.</summary>
        public const byte RtsOff = 12;

        /// <summary>Which flow control is there inbound? The three behind it want one, as does <see cref="InboundByDtr"/>.</summary>
        public const byte AskInbound = 13;

        /// <summary>No flow control inbound.</summary>
        public const byte NoInbound = 14;

        /// <summary>XON and XOFF inbound.</summary>
        public const byte InboundByXon = 15;

        /// <summary>RTS inbound.</summary>
        public const byte InboundByRts = 16;

        /// <summary>DTR inbound.</summary>
        public const byte InboundByDtr = 18;
    }
}
