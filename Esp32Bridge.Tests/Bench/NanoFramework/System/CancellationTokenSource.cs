extern alias pc;

using Esp32Bridge.Bench.Chip;

namespace System.Threading
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it, in the firmware's time.</summary>
    internal sealed class CancellationTokenSource : IDisposable
    {
        private readonly pc::System.Threading.CancellationTokenSource _source;

        /// <summary>Creates a source that cancels after a time.</summary>
        /// <param name="millisecondsDelay">The time.</param>
        public CancellationTokenSource(int millisecondsDelay)
        {
            _source = new pc::System.Threading.CancellationTokenSource(Session.Current.ToRealTime(millisecondsDelay));
        }

        /// <summary>Gets the token.</summary>
        public CancellationToken Token
        {
            get { return _source.Token; }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _source.Dispose();
        }
    }
}
