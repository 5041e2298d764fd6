using Esp32Bridge.Wires;

namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// The server's side of the COM port option (RFC 2217). Every answer has the value in force: the requested one, or the old one if the UART does
    /// not support the request. DTR drives NRST and RTS drives BOOT0, with the polarity of stm32loader: DTR on holds the part in reset, RTS off
    /// asserts BOOT0.
    /// </summary>
    internal sealed class ComPortOption
    {
        /// <summary>The longest answer, in bytes.</summary>
        internal const int LongestAnswer = 16;

        // Clear to send, data set ready, carrier detect. There are no such wires, but clients wait for them.
        private const byte ModemState = 0x10 | 0x20 | 0x80;

        private const string Signature = "Esp32Bridge";
        private const int ReceiveBuffer = 1;
        private const int TransmitBuffer = 2;
        private const int BothBuffers = 3;

        private readonly BridgeTarget _target;
        private byte _modemMask = 0xFF;
        private bool _isDtrOn;
        private bool _isRtsOn = true;

        /// <summary>Creates the option of a new connection.</summary>
        /// <param name="target">The target of the port.</param>
        internal ComPortOption(BridgeTarget target)
        {
            _target = target;
        }

        /// <summary>Gets whether the client has asked the server to stop sending.</summary>
        internal bool IsSuspended { get; private set; }

        /// <summary>Reports the state of the modem lines, which never changes.</summary>
        /// <param name="answer">The buffer for the message: at least <see cref="LongestAnswer"/> bytes.</param>
        /// <returns>Its length.</returns>
        internal int Greet(byte[] answer)
        {
            return Byte(answer, ComPortCode.NotifyModemState, ModemState & _modemMask);
        }

        /// <summary>Processes a request.</summary>
        /// <param name="request">The subnegotiation: the option, the command, and its value.</param>
        /// <param name="length">Its length.</param>
        /// <param name="answer">The buffer for the answer without the option: at least <see cref="LongestAnswer"/> bytes.</param>
        /// <returns>The length of the answer; 0 for none: the request has no answer or is invalid.</returns>
        internal int Answer(byte[] request, int length, byte[] answer)
        {
            if (length < 2 || request[0] != Telnet.ComPort)
            {
                return 0;
            }

            byte command = request[1];
            int value = length > 2 ? request[2] : -1;
            switch (command)
            {
                case ComPortCode.Signature:
                    return value < 0 ? Sign(answer) : 0;
                case ComPortCode.SetBaudRate:
                    return length == 6 ? SetBaudRate(request, answer) : 0;
                case ComPortCode.NotifyModemState:
                    return Greet(answer);
                case ComPortCode.FlowControlSuspend:
                case ComPortCode.FlowControlResume:
                    IsSuspended = command == ComPortCode.FlowControlSuspend;
                    return 0;
                default:
                    return value < 0 ? 0 : AnswerByte(command, value, answer);
            }
        }

        private int AnswerByte(byte command, int value, byte[] answer)
        {
            SerialFormat format = _target.Wires.Format;
            switch (command)
            {
                case ComPortCode.SetDataSize:
                    return Byte(answer, command, Try(value, new SerialFormat(format.BaudRate, value, format.Parity, format.StopBits)).DataBits);
                case ComPortCode.SetParity:
                    return Byte(answer, command, (int)Try(value, new SerialFormat(format.BaudRate, format.DataBits, (SerialParity)value, format.StopBits)).Parity);
                case ComPortCode.SetStopSize:
                    return Byte(answer, command, (int)Try(value, new SerialFormat(format.BaudRate, format.DataBits, format.Parity, (SerialStopBits)value)).StopBits);
                case ComPortCode.SetControl:
                    return Byte(answer, command, Control(value));
                case ComPortCode.SetLineStateMask:
                    // This firmware does not see line errors, so it reports none.
                    return Byte(answer, command, 0);
                case ComPortCode.SetModemStateMask:
                    _modemMask = (byte)value;
                    return Byte(answer, command, value);
                case ComPortCode.PurgeData:
                    return value >= ReceiveBuffer && value <= BothBuffers ? Purge(command, value, answer) : 0;
                default:
                    return 0;
            }
        }

        // 0 is a query (RFC 2217 3).
        private SerialFormat Try(int value, SerialFormat wanted)
        {
            if (value != 0 && wanted.IsPossible)
            {
                _target.Wires.TryChange(wanted);
            }

            return _target.Wires.Format;
        }

        private int SetBaudRate(byte[] request, byte[] answer)
        {
            int rate = (request[2] << 24) | (request[3] << 16) | (request[4] << 8) | request[5];
            SerialFormat format = _target.Wires.Format;
            int inForce = Try(rate, new SerialFormat(rate, format.DataBits, format.Parity, format.StopBits)).BaudRate;
            answer[0] = ComPortCode.Server + ComPortCode.SetBaudRate;
            answer[1] = (byte)(inForce >> 24);
            answer[2] = (byte)(inForce >> 16);
            answer[3] = (byte)(inForce >> 8);
            answer[4] = (byte)inForce;
            return 5;
        }

        // Returns the value in force.
        private int Control(int value)
        {
            switch (value)
            {
                case ComPortCode.AskBreak:
                case ComPortCode.BreakOn:
                case ComPortCode.BreakOff:
                    // The UART of nanoFramework cannot send a break.
                    return ComPortCode.BreakOff;
                case ComPortCode.DtrOn:
                case ComPortCode.DtrOff:
                    _isDtrOn = value == ComPortCode.DtrOn;
                    _target.SetReset(_isDtrOn);
                    return value;
                case ComPortCode.AskDtr:
                    return _isDtrOn ? ComPortCode.DtrOn : ComPortCode.DtrOff;
                case ComPortCode.RtsOn:
                case ComPortCode.RtsOff:
                    _isRtsOn = value == ComPortCode.RtsOn;
                    _target.SetBoot0(!_isRtsOn);
                    return value;
                case ComPortCode.AskRts:
                    return _isRtsOn ? ComPortCode.RtsOn : ComPortCode.RtsOff;
                case ComPortCode.AskInbound:
                case ComPortCode.NoInbound:
                case ComPortCode.InboundByXon:
                case ComPortCode.InboundByRts:
                case ComPortCode.InboundByDtr:
                    return ComPortCode.NoInbound;
                default:
                    // Any outbound flow control: only TX and RX are wired.
                    return ComPortCode.NoFlowControl;
            }
        }

        // Bytes from the network are written at once, so only received bytes can be purged.
        private int Purge(byte command, int value, byte[] answer)
        {
            if (value != TransmitBuffer)
            {
                int left = _target.Wires.BytesToRead;
                while (left > 0)
                {
                    left -= _target.Wires.Read(answer, 0, left < answer.Length ? left : answer.Length);
                }
            }

            return Byte(answer, command, value);
        }

        private static int Sign(byte[] answer)
        {
            answer[0] = ComPortCode.Server;
            for (int i = 0; i < Signature.Length; i++)
            {
                answer[i + 1] = (byte)Signature[i];
            }

            return Signature.Length + 1;
        }

        private static int Byte(byte[] answer, byte command, int value)
        {
            answer[0] = (byte)(ComPortCode.Server + command);
            answer[1] = (byte)value;
            return 2;
        }
    }
}
