namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Tells data and commands of a telnet stream apart (RFC 854), byte by byte and in bounded memory. Whatever comes, it
    /// finds back: a command that nobody knows is passed over, and so is a subnegotiation that is too long, to its end.
    /// </summary>
    internal sealed class TelnetDecoder
    {
        // A signature is the longest that makes sense; nobody needs to read one.
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

        /// <summary>Gets the last negotiation's WILL, WONT, DO or DONT.</summary>
        internal byte Verb { get; private set; }

        /// <summary>Gets the last negotiation's option.</summary>
        internal byte Option { get; private set; }

        /// <summary>Gets the last subnegotiation, from its option on.</summary>
        internal byte[] Subnegotiation
        {
            get { return _subnegotiation; }
        }

        /// <summary>Gets the length of the last subnegotiation in bytes; one that was too long has 0.</summary>
        internal int SubnegotiationLength { get; private set; }

        /// <summary>Takes the next byte.</summary>
        /// <param name="value">The byte.</param>
        /// <returns>What it completes.</returns>
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

        // A command within a subnegotiation: its end, a doubled IAC, or another one, in front of which the end is missing.
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

            // One more than fits is enough to know that it was too long.
            SubnegotiationLength = SubnegotiationLength > LongestSubnegotiation ? SubnegotiationLength : SubnegotiationLength + 1;
        }
    }
}
