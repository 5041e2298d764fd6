namespace Esp32Bridge.Bridge
{
    /// <summary>Who may use the bridge.</summary>
    public sealed class BridgeAccess
    {
        private readonly string[] _addresses;

        /// <summary>Creates the list.</summary>
        /// <param name="addresses">The IPv4 addresses, "192.168.1.10"; null for everybody.</param>
        public BridgeAccess(string[] addresses)
        {
            _addresses = addresses;
        }

        /// <summary>Tells whether an address is among them.</summary>
        /// <param name="address">The IPv4 address.</param>
        /// <returns>Whether it is.</returns>
        internal bool Allows(string address)
        {
            bool allows = _addresses == null;
            for (int i = 0; !allows && i < _addresses.Length; i++)
            {
                allows = _addresses[i] == address;
            }

            return allows;
        }
    }
}
