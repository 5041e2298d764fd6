using System;
using Esp32Bridge.Errors;

namespace Esp32Bridge.Jobs
{
    /// <summary>The failure of a step: the target and the error.</summary>
    internal sealed class StepFailure
    {
        /// <summary>Creates the failure.</summary>
        /// <param name="member">The target.</param>
        /// <param name="error">The exception of the step.</param>
        internal StepFailure(TargetRun member, Exception error)
        {
            Member = member;
            Error = error;
        }

        /// <summary>Gets the target.</summary>
        internal TargetRun Member { get; }

        /// <summary>Gets the exception of the step.</summary>
        internal Exception Error { get; }

        /// <summary>Gets one line that begins with the target's name. Creating it takes memory, so do not ask for it before all targets are released.</summary>
        internal string Text
        {
            get
            {
                BridgeException known = Error as BridgeException;
                if (known == null)
                {
                    return Member.Progress.Name + ": " + Error.GetType().Name + " " + Error.Message;
                }

                // Errors in the entry of a job were created when the target was not known yet.
                known.Target = Member.Progress.Name;
                return known.Message;
            }
        }
    }
}
