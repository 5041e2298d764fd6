using System;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>Has the targets of a group take their steps, and knows which of them failed.</summary>
    public sealed class TargetSteps
    {
        private readonly TargetRun[] _members;
        private readonly ISideBySide _sideBySide;
        private readonly ILog _log;
        private readonly string _prefix;

        /// <summary>Creates the steps of a group.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them take a step at the same time.</param>
        /// <param name="log">Where an error is told that another one hides.</param>
        /// <param name="prefix">What such a line begins with.</param>
        public TargetSteps(TargetRun[] members, ISideBySide sideBySide, ILog log, string prefix)
        {
            _members = members;
            _sideBySide = sideBySide;
            _log = log;
            _prefix = prefix;
        }

        /// <summary>What a target does.</summary>
        /// <param name="member">The target.</param>
        public delegate void Step(TargetRun member);

        /// <summary>Gets or sets the target whose step was the last, or failed.</summary>
        public TargetRun Active { get; set; }

        /// <summary>Has one target after the other take a step; the first error ends it.</summary>
        /// <param name="step">The step.</param>
        /// <exception cref="Exception">What the step threw.</exception>
        public void Each(Step step)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                Active = _members[i];
                step(Active);
            }
        }

        /// <summary>Has all targets take a step at the same time; that of each goes on to its end.</summary>
        /// <param name="step">The step.</param>
        /// <exception cref="Exception">What the step threw for the first target for which it did; the other errors are in the log.</exception>
        public void AllAtOnce(Step step)
        {
            if (_members.Length == 1)
            {
                Each(step);
                return;
            }

            Action[] works = new Action[_members.Length];
            Exception[] failures = new Exception[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                TargetRun member = _members[i];
                works[i] = () => step(member);
            }

            _sideBySide.Run(works, failures);
            Exception first = null;
            for (int i = 0; i < works.Length; i++)
            {
                if (failures[i] != null && first == null)
                {
                    first = failures[i];
                    Active = _members[i];
                }
                else if (failures[i] != null)
                {
                    _log.Write(_prefix + "failed too: " + _members[i].Describe(failures[i]));
                }
            }

            if (first != null)
            {
                throw first;
            }
        }
    }
}
