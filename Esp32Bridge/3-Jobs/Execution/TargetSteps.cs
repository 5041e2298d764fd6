using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>Lets targets do their steps, and returns the failure.</summary>
    internal sealed class TargetSteps
    {
        private readonly TargetRun[] _members;
        private readonly ISideBySide _sideBySide;
        private readonly int _places;
        private readonly ILog _log;

        /// <summary>Creates the steps.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them do a step at the same time.</param>
        /// <param name="places">How many of them can have their memory at the same time.</param>
        /// <param name="log">The log for the further failures of a step.</param>
        internal TargetSteps(TargetRun[] members, ISideBySide sideBySide, int places, ILog log)
        {
            _members = members;
            _sideBySide = sideBySide;
            _places = places;
            _log = log;
        }

        /// <summary>Lets the targets do a step one after the other, up to the first failure.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The failure, or null.</returns>
        internal StepFailure Each(JobStep step)
        {
            StepFailure failure = null;
            for (int i = 0; failure == null && i < _members.Length; i++)
            {
                _members[i].Take(step);
                failure = FailureOf(_members[i]);
            }

            return failure;
        }

        /// <summary>Lets each target do a step, also after a failure of another one.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The first failure, or null; the others are in the log.</returns>
        internal StepFailure EachInAnyCase(JobStep step)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].Take(step);
            }

            return First();
        }

        /// <summary>Lets all targets do a step at the same time. Each finishes it, also after a failure of another one.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The failure of the first target that failed, or null; the others are in the log.</returns>
        internal StepFailure AllAtOnce(JobStep step)
        {
            if (_members.Length == 1)
            {
                _members[0].Take(step);
                return FailureOf(_members[0]);
            }

            Action[] works = new Action[_members.Length];
            Exception[] notBegun = new Exception[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                TargetRun member = _members[i];
                works[i] = () => member.Take(step);
            }

            _sideBySide.Run(works, notBegun, _places);
            for (int i = 0; i < works.Length; i++)
            {
                if (notBegun[i] != null)
                {
                    _members[i].NoteError(notBegun[i]);
                }
            }

            return First();
        }

        private static StepFailure FailureOf(TargetRun member)
        {
            return member.Error == null ? null : new StepFailure(member, member.Error);
        }

        private StepFailure First()
        {
            StepFailure first = null;
            for (int i = 0; i < _members.Length; i++)
            {
                StepFailure failure = FailureOf(_members[i]);
                if (first != null && failure != null)
                {
                    _log.Write("failed too: " + failure.Text);
                }

                first = first == null ? failure : first;
            }

            return first;
        }
    }
}
