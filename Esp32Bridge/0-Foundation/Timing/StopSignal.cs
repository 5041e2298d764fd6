using Esp32Bridge.Errors;

namespace Esp32Bridge.Timing
{
    /// <summary>A request to stop what is under way. It takes effect where stopping does no harm.</summary>
    public sealed class StopSignal
    {
        private string _cause;

        /// <summary>Asks to stop. May be called by any thread.</summary>
        /// <param name="cause">Why, as a sentence.</param>
        public void Set(string cause)
        {
            _cause = cause;
        }

        /// <summary>Withdraws the request.</summary>
        public void Clear()
        {
            _cause = null;
        }

        /// <summary>Returns if there is no request to stop.</summary>
        /// <exception cref="StoppedException">There is one.</exception>
        public void Check()
        {
            string cause = _cause;
            if (cause != null)
            {
                throw new StoppedException(cause);
            }
        }
    }
}
