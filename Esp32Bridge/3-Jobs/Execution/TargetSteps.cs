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
        private readonly Exception[] _errors;

        /// <summary>Creates the steps.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them take a step at the same time.</param>
        /// <param name="log">Where an error of the job is told that another one hides.</param>
        internal TargetSteps(TargetRun[] members, ISideBySide sideBySide, ILog log)
        {
            _members = members;
            _sideBySide = sideBySide;
            _log = log;
            _errors = new Exception[members.Length];
        }

        /// <summary>What a target does.</summary>
        /// <param name="member">The target.</param>
        internal delegate void Step(TargetRun member);

        /// <summary>Has one target after the other take a step; the first failure ends it.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The failure, or null.</returns>
        internal StepFailure Each(Step step)
        {
            Array.Clear(_errors, 0, _errors.Length);
            for (int i = 0; i < _members.Length && (i == 0 || _errors[i - 1] == null); i++)
            {
                Take(step, i);
            }

            return First();
        }

        /// <summary>Has each target take a step, whatever becomes of the others.</summary>
        /// <param name="step">The step.</param>
        /// <returns>The first failure, or null; the others are in the log.</returns>
        internal StepFailure EachInAnyCase(Step step)
        {
            Array.Clear(_errors, 0, _errors.Length);
            for (int i = 0; i < _members.Length; i++)
            {
                Take(step, i);
            }

            return First();
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
            for (int i = 0; i < works.Length; i++)
            {
                TargetRun member = _members[i];
                works[i] = () => step(member);
            }

            Array.Clear(_errors, 0, _errors.Length);
            _sideBySide.Run(works, _errors);
            return First();
        }

        // Without memory of its own: what it lets go of must not wait for any.
        private void Take(Step step, int index)
        {
            try
            {
                step(_members[index]);
            }
            catch (Exception error)
            {
                _errors[index] = error;
            }
        }

        private StepFailure First()
        {
            StepFailure first = null;
            for (int i = 0; i < _errors.Length; i++)
            {
                if (_errors[i] != null)
                {
                    StepFailure failure = new StepFailure(_members[i], _errors[i]);
                    if (first == null)
                    {
                        first = failure;
                    }
                    else
                    {
                        _log.Write("failed too: " + failure.Text);
                    }
                }
            }

            return first;
        }
    }
}
