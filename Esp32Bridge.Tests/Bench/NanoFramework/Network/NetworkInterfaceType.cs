namespace System.Net.NetworkInformation
{
    /// <summary>Stands in for nanoFramework's type of this name: the kinds that an ESP32 has.</summary>
    public enum NetworkInterfaceType
    {
        /// <summary>A cable.</summary>
        Ethernet = 6,

        /// <summary>A station of a Wi-Fi.</summary>
        Wireless80211 = 71,

        /// <summary>An access point of its own.</summary>
        WirelessAP = 72,
    }
}
