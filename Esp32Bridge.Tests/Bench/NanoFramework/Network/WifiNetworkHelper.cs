using System.Device.Wifi;
using System.Threading;
using Esp32Bridge.Bench.Chip;

namespace nanoFramework.Networking
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public static class WifiNetworkHelper
    {
        private const int PollInterval = 20;

        /// <summary>Gets the adapter of the last call, or null.</summary>
        public static WifiAdapter WifiAdapter
        {
            get { return Session.Current.WifiAdapter; }
        }

        /// <summary>Waits for the network whose credentials are stored. Like the library, it makes an adapter and does not dispose of the one before.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time, too.</param>
        /// <param name="wifiAdapterId">The adapter.</param>
        /// <param name="token">Ends the waiting; the default waits for ever.</param>
        /// <returns>True when there is what was waited for.</returns>
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
        {
            Session.Current.WifiAdapter = new WifiAdapter(Session.Current);
            VirtualEsp32 chip = Session.Current.Chip;
            while (!chip.IsNetworkUp || (requiresDateTime && !chip.IsTimeKnown))
            {
                if (token.IsCancellationRequested)
                {
                    return false;
                }

                Thread.Sleep(PollInterval);
            }

            // Like the library, which looks at the token last of all.
            return !token.IsCancellationRequested;
        }
    }
}
