using System.Threading;
using nanoFramework.Networking;

namespace Esp32Bridge.Bench.Probes
{
    /// <summary>Lets a test wait for a network in the firmware's time.</summary>
    public static class WifiProbe
    {
        /// <summary>Waits.</summary>
        /// <param name="requiresDateTime">Whether for the time, too.</param>
        /// <param name="timeout">How long, in milliseconds.</param>
        /// <returns>Whether it was there in time.</returns>
        public static bool Reconnect(bool requiresDateTime, int timeout)
        {
            using CancellationTokenSource source = new CancellationTokenSource(timeout);
            return WifiNetworkHelper.Reconnect(requiresDateTime, 0, source.Token);
        }
    }
}
