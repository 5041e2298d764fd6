using Esp32Bridge.Bench.Chip;

namespace System.Net.NetworkInformation
{
    /// <summary>Stands in for nanoFramework's type of this name: the three that an ESP32 tells of, whether they are used or not.</summary>
    public sealed class NetworkInterface
    {
        private const string NoAddress = "0.0.0.0";

        private NetworkInterface(NetworkInterfaceType type, string address)
        {
            NetworkInterfaceType = type;
            IPv4Address = address;
        }

        /// <summary>Gets what it is.</summary>
        public NetworkInterfaceType NetworkInterfaceType { get; }

        /// <summary>Gets its address, 0.0.0.0 where it has none.</summary>
        public string IPv4Address { get; }

        /// <summary>Gets all.</summary>
        /// <returns>The access point with its usual address, the cable, and the station, whose address is the PC's.</returns>
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
