using System;

namespace Esp32Bridge.Errors
{
    /// <summary>
    /// Replaces <c>finally</c>, <c>using</c> and <c>throw;</c>, which this firmware does not use. If another exception is
    /// thrown and caught within a finally block while an exception passes it, nanoFramework 1.17 forgets the first one,
    /// and the method continues as if nothing had failed. A read that times out throws such an exception.
    /// </summary>
    public static class TryFinally
    {
        /// <summary>Does some work, then cleans up whether or not it failed.</summary>
        /// <param name="work">The work.</param>
        /// <param name="cleanup">What is done in any case.</param>
        /// <exception cref="Exception">What <paramref name="work"/> threw, or else what <paramref name="cleanup"/> threw.</exception>
        public static void Run(Action work, Action cleanup)
        {
            Exception failure = null;
            try
            {
                work();
            }
            catch (Exception error)
            {
                failure = error;
            }

            try
            {
                cleanup();
            }
            catch (Exception error)
            {
                // The first error is the one that explains the others.
                failure = failure == null ? error : failure;
            }

            if (failure != null)
            {
                throw failure;
            }
        }

        /// <summary>Closes something after use, for a method that catches what the use threw. Needs three stack frames less than <see cref="Run"/>.</summary>
        /// <param name="opened">What was opened, or null.</param>
        /// <param name="failure">What its use threw, or null.</param>
        /// <returns>The first error, which explains the others, or null.</returns>
        public static Exception Close(IDisposable opened, Exception failure)
        {
            try
            {
                if (opened != null)
                {
                    opened.Dispose();
                }

                return failure;
            }
            catch (Exception error)
            {
                return failure == null ? error : failure;
            }
        }
    }
}
