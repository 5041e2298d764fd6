using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Programming
{
    /// <summary>Runs a step with a target.</summary>
    internal static class TargetStep
    {
        /// <summary>Runs a step, and names the target in each error of the firmware.</summary>
        /// <param name="target">The target's name.</param>
        /// <param name="step">The step.</param>
        /// <exception cref="Exception">What the step threw.</exception>
        internal static void Take(string target, Action step)
        {
            try
            {
                step();
            }
            catch (BridgeException error)
            {
                error.Target = target;
                throw error;
            }
        }
    }
}
