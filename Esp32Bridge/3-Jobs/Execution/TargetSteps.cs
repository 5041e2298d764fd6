using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>Has targets take their steps, and tells which of them failed.</summary>
    internal sealed class TargetSteps
    {
        private readonly TargetRun[] _members;
        private readonly ISideBySide _sideBySide;
        private readonly ILog _log;

        /// <summary>Creates the steps.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them take a step at the same time.</param>
        /// <param name="log">Where an error of the job is told that another one hides.</param>
        internal TargetSteps(TargetRun[] members, ISideBySide sideBySide, ILog log)
        {
            _members = members;
            _sideBySide = sideBySide;
            _log = log;
        }

        /// <summary>What a target does.</summary>
        /// <param name="member">The target.</param>
        internal delegate void Step(TargetRun member);

        /// <summary>Has one target after the other take a step; the first failure ends it.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The failure, or null.</returns>
        internal StepFailure Each(Step step)
        {
            StepFailure failure = null;
            for (int i = 0; failure == null && i < _members.Length; i++)
            {
                failure = Take(step, _members[i]);
            }

            return failure;
        }

        /// <summary>Has each target take a step, whatever becomes of the others.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The first failure, or null; the others are in the log.</returns>
        internal StepFailure EachInAnyCase(Step step)
        {
            StepFailure first = null;
            for (int i = 0; i < _members.Length; i++)
            {
                first = Keep(first, Take(step, _members[i]));
            }

            return first;
        }

        /// <summary>Has all targets take a step at the same time; that of each goes on to its end.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The failure of the first target that failed, or null; the others are in the log.</returns>
        internal StepFailure AllAtOnce(Step step)
        {
            if (_members.Length == 1)
            {
                return Each(step);
            }

            Action[] works = new Action[_members.Length];
            Exception[] errors = new Exception[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                TargetRun member = _members[i];
                works[i] = () => step(member);
            }

            _sideBySide.Run(works, errors);
            StepFailure first = null;
            for (int i = 0; i < works.Length; i++)
            {
                first = Keep(first, errors[i] == null ? null : new StepFailure(_members[i], errors[i]));
            }

            return first;
        }

        private static StepFailure Take(Step step, TargetRun member)
        {
            try
            {
                step(member);
                return null;
            }
            catch (Exception error)
            {
                return new StepFailure(member, error);
            }
        }

        private StepFailure Keep(StepFailure first, StepFailure next)
        {
            if (first != null && next != null)
            {
                _log.Write("failed too: " + next.Text);
            }

            return first == null ? next : first;
        }
    }
}
