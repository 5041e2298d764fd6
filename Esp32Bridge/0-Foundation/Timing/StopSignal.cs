using Esp32Bridge.Errors;

namespace Esp32Bridge.Timing
{
    /// <summary>A request to stop what is under way. It is heard where stopping does no harm.</summary>
    public sealed class StopSignal
    {
        private bool _isSet;

        /// <summary>Asks to stop. May be called by any thread.</summary>
        public void Set()
        {
            _isSet = true;
        }

        /// <summary>Takes the request back.</summary>
        public void Clear()
        {
            _isSet = false;
        }

        /// <summary>Goes on, unless it was asked to stop.</summary>
        /// <exception cref="StoppedException">It was.</exception>
        public void Check()
        {
            if (_isSet)
            {
                throw new StoppedException();
            }
        }
    }
}
