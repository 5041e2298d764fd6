using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using nanoFramework.Networking;

namespace Esp32Bridge.Network
{
    /// <summary>The Wi-Fi network that the device has stored, with its credentials. They are set with the Device Explorer or nanoff, never by this program.</summary>
    public sealed class WifiStation : INetwork
    {
        private const int ConnectTimeout = 60 * 1000;

        private readonly ILog _log;
        private string _address;

        /// <summary>Creates the station.</summary>
        /// <param name="log">The log for the device's address.</param>
        public WifiStation(ILog log)
        {
            _log = log;
        }

        /// <inheritdoc/>
        public bool TryConnect()
        {
            // Without a token that expires, the call could block forever.
            bool isConnected = false;
            CancellationTokenSource timeout = new CancellationTokenSource(ConnectTimeout);
            TryFinally.Run(() => isConnected = Reconnect(timeout.Token), timeout.Dispose);
            if (isConnected)
            {
                NoteAddress(Address());
            }

            return isConnected;
        }

        private static bool Reconnect(CancellationToken token)
        {
            bool isConnected = WifiNetworkHelper.Reconnect(false, 0, token);

            // Each call creates an adapter, and the library keeps it until Dispose.
            WifiAdapter adapter = WifiNetworkHelper.WifiAdapter;
            if (adapter != null)
            {
                adapter.Dispose();
            }

            return isConnected;
        }

        private void NoteAddress(string address)
        {
            if (address != _address)
            {
                _address = address;
                _log.Write("network: this device is at " + address);
            }
        }

        private static string Address()
        {
            string address = "an address that is not known";
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < interfaces.Length; i++)
            {
                if (interfaces[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    address = interfaces[i].IPv4Address;
                }
            }

            return address;
        }
    }
}
