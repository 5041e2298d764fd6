using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>Which target failed in a step, and why.</summary>
    internal sealed class StepFailure
    {
        /// <summary>Creates it.</summary>
        /// <param name="member">The target.</param>
        /// <param name="error">What the step threw.</param>
        internal StepFailure(TargetRun member, Exception error)
        {
            Member = member;
            Error = error;
            BridgeException known = error as BridgeException;
            if (known == null)
            {
                Text = member.Progress.Name + ": " + error.GetType().Name + " " + error.Message;
            }
            else
            {
                // What is wrong with an entry of the job was found when nobody knew the target.
                known.Target = member.Progress.Name;
                Text = known.Message;
            }
        }

        /// <summary>Gets the target.</summary>
        internal TargetRun Member { get; }

        /// <summary>Gets what the step threw.</summary>
        internal Exception Error { get; }

        /// <summary>Gets one line that begins with the target's name.</summary>
        internal string Text { get; }
    }
}
