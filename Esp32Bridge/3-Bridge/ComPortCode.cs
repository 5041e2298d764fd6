namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// The numbers of the COM port option (RFC 2217 3): the client's commands, and the values of SET-CONTROL that this server distinguishes. The
    /// server's commands are larger by <see cref="Server"/>.
    /// </summary>
    internal static class ComPortCode
    {
        /// <summary>Asks for the name of the server.</summary>
        internal const byte Signature = 0;

        /// <summary>The baud rate, four bytes.</summary>
        internal const byte SetBaudRate = 1;

        /// <summary>The data bits.</summary>
        internal const byte SetDataSize = 2;

        /// <summary>The parity, see <see cref="Wires.SerialParity"/>.</summary>
        internal const byte SetParity = 3;

        /// <summary>The stop bits, see <see cref="Wires.SerialStopBits"/>.</summary>
        internal const byte SetStopSize = 4;

        /// <summary>Flow control, break, DTR and RTS.</summary>
        internal const byte SetControl = 5;

        /// <summary>The state of the modem lines.</summary>
        internal const byte NotifyModemState = 7;

        /// <summary>Asks the server to stop sending.</summary>
        internal const byte FlowControlSuspend = 8;

        /// <summary>Asks the server to continue sending.</summary>
        internal const byte FlowControlResume = 9;

        /// <summary>Which line errors the client wants to be notified of.</summary>
        internal const byte SetLineStateMask = 10;

        /// <summary>Which modem lines the client wants to be notified of.</summary>
        internal const byte SetModemStateMask = 11;

        /// <summary>Discards buffered bytes: 1 received, 2 to be sent, 3 both.</summary>
        internal const byte PurgeData = 12;

        /// <summary>The difference between the server's and the client's commands.</summary>
        internal const byte Server = 100;

        /// <summary>No flow control outbound, or both ways.</summary>
        internal const byte NoFlowControl = 1;

        /// <summary>Asks for the state of break.</summary>
        internal const byte AskBreak = 4;

        /// <summary>Break on.</summary>
        internal const byte BreakOn = 5;

        /// <summary>Break off.</summary>
        internal const byte BreakOff = 6;

        /// <summary>Asks for the state of DTR.</summary>
        internal const byte AskDtr = 7;

        /// <summary>DTR on.</summary>
        internal const byte DtrOn = 8;

        /// <summary>DTR off.</summary>
        internal const byte DtrOff = 9;

        /// <summary>Asks for the state of RTS.</summary>
        internal const byte AskRts = 10;

        /// <summary>RTS on.</summary>
        internal const byte RtsOn = 11;

        /// <summary>RTS off.</summary>
        internal const byte RtsOff = 12;

        /// <summary>Asks for the inbound flow control. The next three values and <see cref="InboundByDtr"/> set it.</summary>
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
