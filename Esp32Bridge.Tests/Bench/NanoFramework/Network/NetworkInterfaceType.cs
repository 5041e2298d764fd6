namespace System.Net.NetworkInformation
{
    /// <summary>Stands in for nanoFramework's type of this name: the types that an ESP32 has.</summary>
    public enum NetworkInterfaceType
    {
        /// <summary>Ethernet.</summary>
        Ethernet = 6,

        /// <summary>A Wi-Fi station.</summary>
        Wireless80211 = 71,

        /// <summary>A Wi-Fi access point.</summary>
        WirelessAP = 72,
    }
}
