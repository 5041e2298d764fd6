namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Decides what a new connection speaks. It is telnet if its very first bytes are an unbroken run of negotiations
    /// (IAC, then WILL, WONT, DO or DONT, then an option) in which the COM port option (44) is offered or asked for; all
    /// clients of RFC 2217 begin so. It is of the web, and not for a part, if they are those of a <see cref="WebOpening"/>.
    /// Anything else is plain bytes, for good; but as long as they are text only, a negotiation is looked at again. No bootloader
    /// exchange can begin as these: it begins with 7F, and FF with FB to FE behind it is neither a command of AN3155 nor the
    /// resynchronising FF 00. Until it is decided, the bytes are held back, and none is lost.
    /// </summary>
    internal sealed class ClientOpening
    {
        /// <summary>How many bytes are held back at most: a long request line's first ones.</summary>
        internal const int MaximumLength = 64;

        // Ten negotiations.
        private const int LongestTelnet = 30;
        private const int NegotiationLength = 3;

        // FF alone can be the resynchronising FF 00; what has gone on as a negotiation does can come in segments that are late. A request
        // line is one segment, mostly.
        private const int IacPatience = 300;
        private const int TelnetPatience = 3000;
        private const int WebPatience = 100;

        private readonly WebOpening _web = new WebOpening();

        /// <summary>Gets the bytes that were held back.</summary>
        internal byte[] Held { get; } = new byte[MaximumLength];

        /// <summary>Gets how many bytes were held back.</summary>
        internal int Length { get; private set; }

        /// <summary>Gets whether it is decided.</summary>
        internal bool IsDecided { get; private set; }

        /// <summary>Gets whether it is telnet.</summary>
        internal bool IsTelnet { get; private set; }

        /// <summary>Gets whether it is a client of the web.</summary>
        internal bool IsWeb { get; private set; }

        /// <summary>Gets how long the next byte may take, in milliseconds.</summary>
        internal int Patience
        {
            get { return Held[0] != Telnet.Iac ? WebPatience : Length == 1 ? IacPatience : TelnetPatience; }
        }

        /// <summary>Begins anew with IAC behind plain bytes.</summary>
        internal void Reopen()
        {
            Length = 0;
            IsDecided = false;
        }

        /// <summary>Takes the next byte, which is held back; not to be called when it is decided.</summary>
        /// <param name="value">The byte.</param>
        internal void Add(byte value)
        {
            Held[Length++] = value;
            if (Held[0] == Telnet.Iac)
            {
                AddNegotiation(value);
                return;
            }

            _web.Add(value);
            IsWeb = _web.IsFound;
            IsDecided = IsWeb || !_web.IsPossible;
            if (Length == MaximumLength)
            {
                GiveUp();
            }
        }

        /// <summary>Decides without the rest, which does not come: for plain bytes, unless it is likely that they are of the web.</summary>
        internal void GiveUp()
        {
            IsWeb = _web.IsLikely && Held[0] != Telnet.Iac;
            IsDecided = true;
        }

        private void AddNegotiation(byte value)
        {
            int place = (Length - 1) % NegotiationLength;
            bool fits = place == 0 ? value == Telnet.Iac : place == 2 || (value >= Telnet.Will && value <= Telnet.Dont);
            IsTelnet = fits && place == 2 && value == Telnet.ComPort && IsOffer(Held[Length - 2]);
            IsDecided = IsTelnet || !fits || Length == LongestTelnet;
        }

        private static bool IsOffer(byte verb)
        {
            return verb == Telnet.Will || verb == Telnet.Do;
        }
    }
}
