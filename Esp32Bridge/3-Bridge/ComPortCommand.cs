namespace Esp32Bridge.Bridge
{
    /// <summary>The client's commands of the COM port option (RFC 2217 3). The server's are larger by <see cref="Server"/>.</summary>
    internal static class ComPortCommand
    {
        /// <summary>Who are you?</summary>
        internal const byte Signature = 0;

        /// <summary>The rate, four bytes.</summary>
        internal const byte SetBaudRate = 1;

        /// <summary>The data bits.</summary>
        internal const byte SetDataSize = 2;

        /// <summary>The parity, see <see cref="Wires.SerialParity"/>.</summary>
        internal const byte SetParity = 3;

        /// <summary>The stop bits, see <see cref="Wires.SerialStopBits"/>.</summary>
        internal const byte SetStopSize = 4;

        /// <summary>Flow control, break, DTR and RTS, see <see cref="ComPortControl"/>.</summary>
        internal const byte SetControl = 5;

        /// <summary>The state of the modem lines.</summary>
        internal const byte NotifyModemState = 7;

        /// <summary>Send me nothing more for a while.</summary>
        internal const byte FlowControlSuspend = 8;

        /// <summary>Go on sending.</summary>
        internal const byte FlowControlResume = 9;

        /// <summary>Which errors of the line are to be told.</summary>
        internal const byte SetLineStateMask = 10;

        /// <summary>Which modem lines are to be told.</summary>
        internal const byte SetModemStateMask = 11;

        /// <summary>Forget what waits: 1 received, 2 to be sent, 3 both.</summary>
        internal const byte PurgeData = 12;

        /// <summary>By how much the server's commands are larger.</summary>
        internal const byte Server = 100;
    }
}
