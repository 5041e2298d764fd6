namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Detects the protocol of a new connection. It is telnet if its first bytes are an unbroken run of negotiations (IAC, then WILL, WONT, DO or
    /// DONT, then an option) that offers or requests the COM port option (44); all clients of RFC 2217 begin so. It is a web client, and not for a
    /// part, if they are a <see cref="WebOpening"/>. Anything else is plain bytes, for good. After plain text only, a negotiation is still possible.
    /// A bootloader exchange cannot look like these: it begins with 7F, and FF followed by FB to FE is neither a command of AN3155 nor the
    /// resynchronising FF 00. Until the protocol is known, the bytes are held back. None is lost.
    /// </summary>
    internal sealed class ClientOpening
    {
        /// <summary>The most bytes that are held back: the beginning of a long request line.</summary>
        internal const int MaximumLength = 64;

        // Ten negotiations.
        private const int LongestTelnet = 30;
        private const int NegotiationLength = 3;

        // FF alone can be the resynchronising FF 00. A negotiation that goes on can come in late segments. A request line is usually one segment.
        private const int IacPatience = 300;
        private const int TelnetPatience = 3000;
        private const int WebPatience = 100;

        private readonly WebOpening _web = new WebOpening();

        /// <summary>Gets the bytes that were held back.</summary>
        internal byte[] Held { get; } = new byte[MaximumLength];

        /// <summary>Gets how many bytes were held back.</summary>
        internal int Length { get; private set; }

        /// <summary>Gets whether the protocol is known.</summary>
        internal bool IsDecided { get; private set; }

        /// <summary>Gets whether it is telnet.</summary>
        internal bool IsTelnet { get; private set; }

        /// <summary>Gets whether it is a web client.</summary>
        internal bool IsWeb { get; private set; }

        /// <summary>Gets how long to wait for the next byte, in milliseconds.</summary>
        internal int Patience
        {
            get { return Held[0] != Telnet.Iac ? WebPatience : Length == 1 ? IacPatience : TelnetPatience; }
        }

        /// <summary>Starts again with an IAC after plain bytes.</summary>
        internal void Reopen()
        {
            Length = 0;
            IsDecided = false;
        }

        /// <summary>Adds the next byte and holds it back. Do not call it when <see cref="IsDecided"/>.</summary>
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

        /// <summary>Decides without further bytes: plain bytes, unless they are probably those of a web client.</summary>
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
