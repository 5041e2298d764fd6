namespace Esp32Bridge.Bridge
{
    /// <summary>The options in force on each side. As RFC 854 requires, only a change is answered, so that two ends do not answer each other forever.</summary>
    internal sealed class TelnetOptions
    {
        private const int Count = Telnet.ComPort + 1;

        private readonly bool[] _ours = new bool[Count];
        private readonly bool[] _theirs = new bool[Count];

        /// <summary>Creates the options of a new connection, which offers and requests binary transmission in both directions.</summary>
        internal TelnetOptions()
        {
            _ours[Telnet.Binary] = true;
            _theirs[Telnet.Binary] = true;
        }

        /// <summary>Processes a negotiation.</summary>
        /// <param name="verb">WILL, WONT, DO or DONT.</param>
        /// <param name="option">The option.</param>
        /// <returns>The verb of the answer, or 0 for none.</returns>
        internal byte Answer(byte verb, byte option)
        {
            switch (verb)
            {
                case Telnet.Do:
                    return !IsOurs(option) ? Telnet.Wont : Change(_ours, option, true) ? Telnet.Will : (byte)0;
                case Telnet.Dont:
                    return IsOurs(option) && Change(_ours, option, false) ? Telnet.Wont : (byte)0;
                case Telnet.Will:
                    return !IsTheirs(option) ? Telnet.Dont : Change(_theirs, option, true) ? Telnet.Do : (byte)0;
                default:
                    return IsTheirs(option) && Change(_theirs, option, false) ? Telnet.Dont : (byte)0;
            }
        }

        // If this end announces echo, the client does not echo locally. The part decides what comes back.
        private static bool IsOurs(byte option)
        {
            return option == Telnet.Echo || IsTheirs(option);
        }

        private static bool IsTheirs(byte option)
        {
            return option == Telnet.Binary || option == Telnet.SuppressGoAhead || option == Telnet.ComPort;
        }

        private static bool Change(bool[] side, byte option, bool value)
        {
            bool changes = side[option] != value;
            side[option] = value;
            return changes;
        }
    }
}
