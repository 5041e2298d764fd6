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
        }

        /// <summary>Gets the target.</summary>
        internal TargetRun Member { get; }

        /// <summary>Gets what the step threw.</summary>
        internal Exception Error { get; }

        /// <summary>Gets one line that begins with the target's name. It is made when it is asked for: not before all targets are let go of, because it takes memory.</summary>
        internal string Text
        {
            get
            {
                BridgeException known = Error as BridgeException;
                if (known == null)
                {
                    return Member.Progress.Name + ": " + Error.GetType().Name + " " + Error.Message;
                }

                // What is wrong with an entry of the job was found when nobody knew the target.
                known.Target = Member.Progress.Name;
                return known.Message;
            }
        }
    }
}
