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

        /// <summary>Waits for the network whose credentials are stored. Like the library, it creates an adapter and does not dispose the one before.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time as well.</param>
        /// <param name="wifiAdapterId">The adapter.</param>
        /// <param name="token">Cancels the wait; the default waits without a timeout.</param>
        /// <returns>True on success.</returns>
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

            // Like the library, which checks the token last.
            return !token.IsCancellationRequested;
        }
    }
}
