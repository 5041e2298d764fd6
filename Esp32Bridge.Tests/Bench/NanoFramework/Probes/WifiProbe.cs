using System.Threading;
using nanoFramework.Networking;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Lets tests wait for a network in the firmware's time.</summary>
    public static class WifiProbe
    {
        /// <summary>Waits for the network.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time as well.</param>
        /// <param name="timeout">The timeout in milliseconds.</param>
        /// <returns>False after a timeout.</returns>
        public static bool Reconnect(bool requiresDateTime, int timeout)
        {
            using CancellationTokenSource source = new CancellationTokenSource(timeout);
            return WifiNetworkHelper.Reconnect(requiresDateTime, 0, source.Token);
        }
    }
}
