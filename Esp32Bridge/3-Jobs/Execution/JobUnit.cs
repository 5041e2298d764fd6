using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// A unit that succeeds or fails as a whole: one target, or several that belong together. All targets finish a step before the next one begins:
    /// none is changed before all images are checked, and none is committed before all are written.
    /// </summary>
    internal sealed class JobUnit
    {
        /// <summary>How many times in a row a target without its image is tried before the job waits.</summary>
        internal const int AttemptsAtOnce = 3;

        private readonly TargetRun[] _members;
        private readonly ServerPatience _patience;
        private readonly TargetSteps _steps;
        private readonly ILog _log;

        /// <summary>Creates a unit.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="job">The job of the targets.</param>
        /// <param name="sideBySide">Lets them do a step at the same time.</param>
        /// <param name="places">How many of them can have their memory at the same time.</param>
        /// <param name="log">The log for the results of the job.</param>
        internal JobUnit(TargetRun[] members, TakenJob job, ISideBySide sideBySide, int places, ILog log)
        {
            _members = members;
            _patience = new ServerPatience(job);
            _steps = new TargetSteps(members, sideBySide, places, log);
            _log = log;
        }

        /// <summary>Gets whether the unit has ended. If not, a target has no program and could not get one yet, or a server is unreachable.</summary>
        internal bool HasEnded { get; private set; }

        /// <summary>
        /// Programs the targets, puts them back to their previous images, or records why neither works. If <see cref="HasEnded"/> is false
        /// afterwards, call it again later.
        /// </summary>
        internal void Run()
        {
            bool isEnded = true;
            bool isPuttingBack = false;
            for (int i = 0; i < _members.Length; i++)
            {
                TargetProgress progress = _members[i].Progress;
                isEnded = isEnded && progress.IsFinal;
                isPuttingBack = isPuttingBack || progress.State == TargetState.PuttingBack || progress.State == TargetState.PutBack;
            }

            if (isPuttingBack)
            {
                // Putting back began before a restart of the ESP32. The cause is recorded.
                PutBack();
            }
            else if (!isEnded)
            {
                Program();
            }

            // Only the recorded progress counts, not a return value: the interpreter can skip a call.
            isEnded = true;
            for (int i = 0; i < _members.Length; i++)
            {
                isEnded = isEnded && _members[i].Progress.IsFinal;
            }

            HasEnded = isEnded;
        }

        private void Program()
        {
            // A restart may have come between the ends of two targets. They belong together again.
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].Progress.IsFinal = false;
            }

            for (int attempt = 1; ; attempt++)
            {
                StepFailure failure = ProgramOnce();
                if (failure == null)
                {
                    return;
                }

                failure.Member.NoteCause(failure);
                Exception error = failure.Error;
                bool isTouched = AnyIsTouched();
                ImageException download = error as ImageException;
                bool mayPass = _patience.MayPass(error);
                if (error is StoppedException || failure.Member.Target.Problem != null || (!isTouched && !IsLackOfMemory(error) && !(mayPass && _patience.IsLeft)))
                {
                    NoteCauses(mayPass && !isTouched ? _patience.GivenUp(failure) : failure);
                    FailAll(error);
                    return;
                }

                for (int i = 0; download != null && i < _members.Length; i++)
                {
                    _members[i].Discount();
                }

                if (mayPass && !isTouched)
                {
                    AwaitServer(failure);
                    return;
                }

                // An unreachable server does not have the previous image either. A server with another image than the checked one may have it.
                bool isAway = download != null && !download.IsAnother;
                bool needsPowerCycle = error is PowerCycleException;
                bool isLast = attempt == AttemptsAtOnce || needsPowerCycle;
                if (error is HealthException || failure.Member.IsExhausted || (isLast && isTouched && !isAway && !needsPowerCycle && CanBePutBack()))
                {
                    NoteCauses(failure);
                    PutBack();
                    return;
                }

                if (isLast)
                {
                    _log.Write("waits: " + failure.Text);
                    failure.Member.Become(needsPowerCycle ? TargetState.NeedsPowerCycle : TargetState.Waiting);
                    return;
                }

                _log.Write("attempt " + attempt + " of " + AttemptsAtOnce + " failed: " + failure.Text);
            }
        }

        private void AwaitServer(StepFailure failure)
        {
            _log.Write("waits: " + failure.Text);
            NoteCauses(failure);
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].Become(TargetState.Waiting);
            }
        }

        // The cause may be inside the error of a download or a step.
        private static bool IsLackOfMemory(Exception error)
        {
            Exception cause = error;
            while (cause != null && !(cause is OutOfMemoryException))
            {
                cause = cause.InnerException;
            }

            return cause != null;
        }

        // Every entered target is released, also after an error. The first failure counts.
        private StepFailure ProgramOnce()
        {
            StepFailure failure = null;
            Exception error = null;
            try
            {
                failure = _steps.Each(JobStep.Prepare)
                    ?? _steps.AllAtOnce(JobStep.Check)
                    ?? _steps.AllAtOnce(JobStep.Enter)
                    ?? _steps.AllAtOnce(JobStep.Write)
                    ?? _steps.Each(JobStep.Commit)
                    ?? _steps.AllAtOnce(JobStep.AwaitHealth);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }

            StepFailure notReleased = _steps.EachInAnyCase(JobStep.Release);
            if (error != null)
            {
                throw error;
            }

            return failure ?? notReleased ?? _steps.Each(JobStep.Succeed);
        }

        private void NoteCauses(StepFailure failure)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].NoteCause(failure);
            }
        }

        private void FailAll(Exception error)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                Fail(_members[i], error);
            }
        }

        private void Fail(TargetRun member, Exception error = null)
        {
            if (error is StoppedException)
            {
                member.HandOver();
            }

            _log.Write("failed: " + member.Progress.Cause);
            try
            {
                member.End(TargetState.Failed);
            }
            catch (Exception failure)
            {
                _log.Write("the old program does not start again: " + new StepFailure(member, failure).Text);
            }
        }

        // A committed target, and one without a program, is put back to its previous image if it has one.
        private void PutBack()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                TargetRun member = _members[i];
                if (!member.Progress.IsFinal && member.Progress.State != TargetState.PuttingBack && !member.TryBeginPuttingBack())
                {
                    Fail(member);
                }
            }

            for (int i = 0; i < _members.Length; i++)
            {
                PutBack(_members[i]);
            }
        }

        private void PutBack(TargetRun member)
        {
            bool isAwaited = false;
            for (int attempt = 1; attempt <= AttemptsAtOnce && !member.Progress.IsFinal && !isAwaited; attempt++)
            {
                try
                {
                    PutBackOnce(member);
                }
                catch (Exception error)
                {
                    string text = new StepFailure(member, error).Text;
                    _log.Write("putting back failed: " + text);
                    bool mayPass = _patience.MayPass(error);
                    if (mayPass)
                    {
                        member.NoteObstacle(text);
                        isAwaited = member.Progress.HasProgram;
                    }

                    if (mayPass || (error is ImageException && !member.Progress.HasProgram))
                    {
                        member.Discount();
                    }

                    if (error is StoppedException || member.IsExhausted || (isAwaited && !_patience.IsLeft))
                    {
                        Fail(member, error);
                    }
                }
            }
        }

        private void PutBackOnce(TargetRun member)
        {
            Exception failure = null;
            for (JobStep step = JobStep.Prepare; failure == null && step <= JobStep.Commit; step++)
            {
                member.Take(step);
                failure = member.Error;
            }

            member.Take(JobStep.Release);
            failure = failure ?? member.Error;
            if (failure != null)
            {
                throw failure;
            }

            member.NoteObstacle(string.Empty);
            _log.Write(member.Progress.Name + ": put back to version " + member.Target.Previous.Version + ": " + member.Progress.Cause);
            member.End(TargetState.PutBack);
        }

        private bool AnyIsTouched()
        {
            bool isTouched = false;
            for (int i = 0; i < _members.Length; i++)
            {
                isTouched = isTouched || _members[i].IsTouched;
            }

            return isTouched;
        }

        // Returns whether all changed targets have a previous image.
        private bool CanBePutBack()
        {
            bool canBe = true;
            for (int i = 0; i < _members.Length; i++)
            {
                canBe = canBe && (_members[i].Target.Previous != null || !_members[i].IsTouched);
            }

            return canBe;
        }
    }
}
