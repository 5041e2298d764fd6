using System.Device.Wifi;
using System.Threading;
using Esp32Bridge.Errors;
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

        /// <inheritdoc/>
        public bool TryConnect()
        {
            // Without a token that ends, this waits for ever.
            bool isConnected = false;
            CancellationTokenSource timeout = new CancellationTokenSource(ConnectTimeout);
            TryFinally.Run(() => isConnected = Reconnect(timeout.Token), timeout.Dispose);
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
    }
}
