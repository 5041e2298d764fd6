namespace Esp32Bridge.Bridge
{
    /// <summary>
    /// Decides what a new connection speaks. It is telnet if its very first bytes are an unbroken run of negotiations
    /// (IAC, then WILL, WONT, DO or DONT, then an option) in which the COM port option (44) is offered or asked for;
    /// anything else is plain bytes, for good. All clients of RFC 2217 begin so, and no bootloader exchange can: it
    /// begins with 7F, and FF FB 2C or FF FD 2C are neither a command of AN3155 nor the resynchronising FF 00. Until it
    /// is decided, the bytes are held back, and none is lost.
    /// </summary>
    internal sealed class TelnetOpening
    {
        /// <summary>How many bytes are held back at most: ten negotiations.</summary>
        internal const int MaximumLength = 30;

        private const int NegotiationLength = 3;

        /// <summary>Gets the bytes that were held back.</summary>
        internal byte[] Held { get; } = new byte[MaximumLength];

        /// <summary>Gets how many bytes were held back.</summary>
        internal int Length { get; private set; }

        /// <summary>Gets whether it is decided.</summary>
        internal bool IsDecided { get; private set; }

        /// <summary>Gets whether it is telnet.</summary>
        internal bool IsTelnet { get; private set; }

        /// <summary>Takes the next byte, which is held back; not to be called when it is decided.</summary>
        /// <param name="value">The byte.</param>
        internal void Add(byte value)
        {
            int place = Length % NegotiationLength;
            bool fits = place == 0 ? value == Telnet.Iac : place == 2 || (value >= Telnet.Will && value <= Telnet.Dont);
            Held[Length++] = value;
            IsTelnet = fits && place == 2 && value == Telnet.ComPort && IsOffer(Held[Length - 2]);
            IsDecided = IsTelnet || !fits || Length == MaximumLength;
        }

        /// <summary>Decides for plain bytes: the rest does not come.</summary>
        internal void GiveUp()
        {
            IsDecided = true;
        }

        private static bool IsOffer(byte verb)
        {
            return verb == Telnet.Will || verb == Telnet.Do;
        }
    }
}
