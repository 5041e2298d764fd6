using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using nanoFramework.Networking;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// The Wi-Fi that the device has stored, with its credentials; they are set in the Device Explorer or with nanoff,
    /// and never in this program.
    /// </summary>
    public sealed class WifiStation : INetwork
    {
        private const int ConnectTimeout = 60 * 1000;

        private readonly NewsLog _log;

        /// <summary>Creates the station.</summary>
        /// <param name="log">Where its address is told.</param>
        public WifiStation(ILog log)
        {
            _log = new NewsLog(new PrefixedLog("network: ", log));
        }

        /// <inheritdoc/>
        public bool TryConnect()
        {
            // Without a token that ends, this waits for ever.
            bool isConnected = false;
            CancellationTokenSource timeout = new CancellationTokenSource(ConnectTimeout);
            TryFinally.Run(() => isConnected = Reconnect(timeout.Token), timeout.Dispose);
            if (isConnected)
            {
                _log.Write("this device is at " + Address());
            }

            return isConnected;
        }

        private static bool Reconnect(CancellationToken token)
        {
            bool isConnected = WifiNetworkHelper.Reconnect(false, 0, token);

            // Each call makes an adapter, and the library holds it until it is disposed of.
            WifiAdapter adapter = WifiNetworkHelper.WifiAdapter;
            if (adapter != null)
            {
                adapter.Dispose();
            }

            return isConnected;
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
