using System.Threading;
using Esp32Bridge.Bench.Chip;

namespace System.Device.Wifi
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it: the runtime holds it until it is disposed.</summary>
    public sealed class WifiAdapter : IDisposable
    {
        private readonly Session _session;
        private int _disposed;

        internal WifiAdapter(Session session)
        {
            _session = session;
            _session.AddWifiAdapters(1);
        }

        /// <summary>Releases it.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                _session.AddWifiAdapters(-1);
            }
        }
    }
}
