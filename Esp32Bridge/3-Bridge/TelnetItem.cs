namespace Esp32Bridge.Bridge
{
    /// <summary>What a byte of a telnet stream completes.</summary>
    internal enum TelnetItem
    {
        /// <summary>Nothing yet, or a command that is ignored.</summary>
        None,

        /// <summary>A byte of data.</summary>
        Data,

        /// <summary>WILL, WONT, DO or DONT with its option.</summary>
        Negotiation,

        /// <summary>A subnegotiation.</summary>
        Subnegotiation,
    }
}
