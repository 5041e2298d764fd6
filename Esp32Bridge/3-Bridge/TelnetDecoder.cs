namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Separates data and commands of a telnet stream (RFC 854), byte by byte and in bounded memory. It resynchronises after any input: unknown
    /// commands are skipped, and so are subnegotiations that are too long.
    /// </summary>
    internal sealed class TelnetDecoder
    {
        // The longest useful one is a signature, which is ignored anyway.
        private const int LongestSubnegotiation = 32;

        private readonly byte[] _subnegotiation = new byte[LongestSubnegotiation];
        private State _state;

        private enum State
        {
            Data,
            Command,
            Option,
            Subnegotiation,
            SubnegotiationCommand,
        }

        /// <summary>Gets whether the next byte is data unless it is IAC.</summary>
        internal bool IsInData
        {
            get { return _state == State.Data; }
        }

        /// <summary>Gets the verb of the last negotiation: WILL, WONT, DO or DONT.</summary>
        internal byte Verb { get; private set; }

        /// <summary>Gets the option of the last negotiation.</summary>
        internal byte Option { get; private set; }

        /// <summary>Gets the last subnegotiation, beginning with its option.</summary>
        internal byte[] Subnegotiation
        {
            get { return _subnegotiation; }
        }

        /// <summary>Gets the length of the last subnegotiation in bytes; 0 if it was too long.</summary>
        internal int SubnegotiationLength { get; private set; }

        /// <summary>Processes the next byte.</summary>
        /// <param name="value">The byte.</param>
        /// <returns>The item that the byte completes.</returns>
        internal TelnetItem Add(byte value)
        {
            switch (_state)
            {
                case State.Data:
                    _state = value == Telnet.Iac ? State.Command : State.Data;
                    return value == Telnet.Iac ? TelnetItem.None : TelnetItem.Data;
                case State.Command:
                    return Begin(value);
                case State.Option:
                    Option = value;
                    _state = State.Data;
                    return TelnetItem.Negotiation;
                case State.Subnegotiation:
                    if (value == Telnet.Iac)
                    {
                        _state = State.SubnegotiationCommand;
                    }
                    else
                    {
                        Collect(value);
                    }

                    return TelnetItem.None;
                default:
                    return Continue(value);
            }
        }

        private TelnetItem Begin(byte value)
        {
            switch (value)
            {
                case Telnet.Iac:
                    _state = State.Data;
                    return TelnetItem.Data;
                case Telnet.Will:
                case Telnet.Wont:
                case Telnet.Do:
                case Telnet.Dont:
                    Verb = value;
                    _state = State.Option;
                    return TelnetItem.None;
                case Telnet.SubnegotiationBegin:
                    SubnegotiationLength = 0;
                    _state = State.Subnegotiation;
                    return TelnetItem.None;
                default:
                    // NOP, break, are you there, and so on.
                    _state = State.Data;
                    return TelnetItem.None;
            }
        }

        // A command within a subnegotiation: its end, a doubled IAC, or another command after a missing end.
        private TelnetItem Continue(byte value)
        {
            if (value == Telnet.Iac)
            {
                _state = State.Subnegotiation;
                Collect(value);
                return TelnetItem.None;
            }

            if (value != Telnet.SubnegotiationEnd)
            {
                return Begin(value);
            }

            _state = State.Data;
            SubnegotiationLength = SubnegotiationLength > LongestSubnegotiation ? 0 : SubnegotiationLength;
            return TelnetItem.Subnegotiation;
        }

        private void Collect(byte value)
        {
            if (SubnegotiationLength < LongestSubnegotiation)
            {
                _subnegotiation[SubnegotiationLength] = value;
            }

            // One byte more than the limit marks it as too long.
            SubnegotiationLength = SubnegotiationLength > LongestSubnegotiation ? SubnegotiationLength : SubnegotiationLength + 1;
        }
    }
}
