using System;

namespace Esp32Bridge.Errors
{
    /// <summary>
    /// Takes the place of <c>finally</c>, <c>using</c> and <c>throw;</c>, which this firmware does without: while an
    /// exception passes a finally block, nanoFramework 1.17 forgets it as soon as another one is thrown and caught in
    /// there, and the method goes on as if nothing had failed. A reading that times out is such an exception.
    /// </summary>
    public static class TryFinally
    {
        /// <summary>Does some work, and clears up behind it whatever came of it.</summary>
        /// <param name="work">The work.</param>
        /// <param name="cleanup">What is done in any case.</param>
        /// <exception cref="Exception">What <paramref name="work"/> threw; else what <paramref name="cleanup"/> threw.</exception>
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

        /// <summary>Closes something at the end of its use, for a method that catches what the use threw: it takes three frames of stack less than <see cref="Run"/>.</summary>
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
