using Esp32Bridge.Bench.Chip;

namespace System.Net.NetworkInformation
{
    /// <summary>Stands in for nanoFramework's type of this name: the three interfaces of an ESP32, used or not.</summary>
    public sealed class NetworkInterface
    {
        private const string NoAddress = "0.0.0.0";

        private NetworkInterface(NetworkInterfaceType type, string address)
        {
            NetworkInterfaceType = type;
            IPv4Address = address;
        }

        /// <summary>Gets its type.</summary>
        public NetworkInterfaceType NetworkInterfaceType { get; }

        /// <summary>Gets its address, 0.0.0.0 if it has none.</summary>
        public string IPv4Address { get; }

        /// <summary>Gets all interfaces.</summary>
        /// <returns>The access point with its default address, Ethernet, and the station with the PC's address.</returns>
        public static NetworkInterface[] GetAllNetworkInterfaces()
        {
            string station = Session.Current.Chip.IsNetworkUp ? IPAddress.Loopback.ToString() : NoAddress;
            return new[]
            {
                new NetworkInterface(NetworkInterfaceType.WirelessAP, "192.168.4.1"),
                new NetworkInterface(NetworkInterfaceType.Ethernet, NoAddress),
                new NetworkInterface(NetworkInterfaceType.Wireless80211, station),
            };
        }
    }
}
