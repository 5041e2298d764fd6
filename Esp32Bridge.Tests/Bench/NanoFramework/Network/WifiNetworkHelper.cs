using System.Threading;
using Esp32Bridge.Bench.Chip;

namespace nanoFramework.Networking
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public static class WifiNetworkHelper
    {
        private const int PollInterval = 20;

        /// <summary>Waits for the network whose credentials are stored.</summary>
        /// <param name="requiresDateTime">Whether to wait for the time, too; it is always known here.</param>
        /// <param name="wifiAdapterId">The adapter.</param>
        /// <param name="token">Ends the waiting; the default waits for ever.</param>
        /// <returns>True when there is a network.</returns>
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
        {
            while (!Session.Current.Chip.IsNetworkUp)
            {
                if (token.IsCancellationRequested)
                {
                    return false;
                }

                Thread.Sleep(PollInterval);
            }

            return true;
        }
    }
}
