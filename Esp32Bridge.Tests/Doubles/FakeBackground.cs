using System;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A background thread that runs when the test calls it, until it would wait.</summary>
    public sealed class FakeBackground : IBackground
    {
        private Action _work;

        /// <inheritdoc/>
        public bool HasRoom
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public void Start(Action work)
        {
            _work = work;
        }

        /// <inheritdoc/>
        public void StepAside(int milliseconds)
        {
            if (milliseconds > 0)
            {
                throw new InvalidOperationException("it waits");
            }
        }

        /// <summary>Runs until the work ends or waits.</summary>
        /// <returns>False if it ended.</returns>
        public bool Work()
        {
            try
            {
                _work();
                return false;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
    }
}
