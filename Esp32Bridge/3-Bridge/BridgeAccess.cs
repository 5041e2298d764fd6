namespace Esp32Bridge.Bridge
{
    /// <summary>The clients that may use the bridge.</summary>
    public sealed class BridgeAccess
    {
        private readonly string[] _addresses;

        /// <summary>Creates the list.</summary>
        /// <param name="addresses">The IPv4 addresses, for example "192.168.1.10"; null allows every client.</param>
        public BridgeAccess(string[] addresses)
        {
            _addresses = addresses;
        }

        /// <summary>Tells whether an address may use the bridge.</summary>
        /// <param name="address">The IPv4 address.</param>
        /// <returns>Whether it may.</returns>
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
