using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// What succeeds or fails as a whole: a target, or several that belong together. Each step is taken with all of them before
    /// the next one begins: none is touched before all images are known to be good, and none is committed before all are written.
    /// </summary>
    internal sealed class JobUnit
    {
        /// <summary>How often a target that was left without its image is tried at once, before the job waits.</summary>
        internal const int AttemptsAtOnce = 3;

        private readonly TargetRun[] _members;
        private readonly TargetSteps _steps;
        private readonly StopSignal _stop;
        private readonly ILog _log;

        /// <summary>Creates a unit.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them take a step at the same time.</param>
        /// <param name="stop">The request to stop.</param>
        /// <param name="log">Where the results of the job go.</param>
        internal JobUnit(TargetRun[] members, ISideBySide sideBySide, StopSignal stop, ILog log)
        {
            _members = members;
            _steps = new TargetSteps(members, sideBySide, log);
            _stop = stop;
            _log = log;
        }

        /// <summary>Brings the targets to an end: their images, their previous ones, or why not.</summary>
        /// <returns>False when a target has no program and could not get one yet: to be called again later.</returns>
        internal bool Run()
        {
            bool isEnded = true;
            for (int i = 0; i < _members.Length; i++)
            {
                TargetProgress progress = _members[i].Progress;
                isEnded = isEnded && progress.IsFinal;
                if (progress.State == TargetState.PuttingBack || progress.State == TargetState.PutBack)
                {
                    // An earlier life of the ESP32 began with it, and noted why.
                    return PutBack();
                }
            }

            return isEnded || Program();
        }

        private bool Program()
        {
            // A restart may have come between the ends of two: they belong together again.
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].Progress.IsFinal = false;
            }

            for (int attempt = 1; ; attempt++)
            {
                StepFailure failure = ProgramOnce();
                if (failure == null)
                {
                    return true;
                }

                failure.Member.NoteCause(failure);
                Exception error = failure.Error;
                bool isTouched = AnyIsTouched();
                if (error is StoppedException || failure.Member.Target.Problem != null || (!isTouched && !(error is OutOfMemoryException)))
                {
                    NoteCauses(failure);
                    FailAll();
                    return true;
                }

                if (error is ImageException)
                {
                    _steps.EachInAnyCase(member => member.Discount());
                }

                bool isLast = attempt == AttemptsAtOnce;
                if (error is HealthException || failure.Member.IsExhausted || (isLast && isTouched && !(error is ImageException) && CanBePutBack()))
                {
                    NoteCauses(failure);
                    return PutBack();
                }

                if (isLast)
                {
                    _log.Write("waits: " + failure.Text);
                    failure.Member.Become(TargetState.Waiting);
                    return false;
                }

                _log.Write("attempt " + attempt + " of " + AttemptsAtOnce + " failed: " + failure.Text);
            }
        }

        // Every target that was entered is let go of, whatever came of the steps; the first failure is the one that counts.
        private StepFailure ProgramOnce()
        {
            StepFailure failure = null;
            StepFailure notReleased = null;
            TryFinally.Run(() => failure = TakeSteps(), () => notReleased = _steps.EachInAnyCase(member => member.Release()));
            return failure ?? notReleased ?? _steps.Each(Succeed);
        }

        private StepFailure TakeSteps()
        {
            return _steps.Each(member => member.Prepare(_stop))
                ?? _steps.AllAtOnce(member => member.Check())
                ?? _steps.AllAtOnce(member => member.Enter())
                ?? _steps.AllAtOnce(member => member.Write())
                ?? _steps.Each(member => member.Commit())
                ?? _steps.AllAtOnce(member => member.AwaitHealth());
        }

        private void Succeed(TargetRun member)
        {
            member.Progress.Cause = string.Empty;
            _log.Write(member.Progress.Name + ": runs version " + member.Progress.Version);
            member.End(member.Target.Health == null ? TargetState.Committed : TargetState.Healthy);
        }

        private void NoteCauses(StepFailure failure)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].NoteCause(failure);
            }
        }

        private void FailAll()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                Fail(_members[i]);
            }
        }

        private void Fail(TargetRun member)
        {
            _log.Write("failed: " + member.Progress.Cause);
            try
            {
                member.End(TargetState.Failed);
            }
            catch (Exception error)
            {
                _log.Write("the old program does not start again: " + new StepFailure(member, error).Text);
            }
        }

        // What was committed, and what has no program, gets its previous image where there is one.
        private bool PutBack()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                TargetRun member = _members[i];
                if (!member.Progress.IsFinal && member.Progress.State != TargetState.PuttingBack && !member.TryBeginPuttingBack())
                {
                    Fail(member);
                }
            }

            bool isEnded = true;
            for (int i = 0; i < _members.Length; i++)
            {
                isEnded = PutBack(_members[i]) && isEnded;
            }

            return isEnded;
        }

        private bool PutBack(TargetRun member)
        {
            for (int attempt = 1; !member.Progress.IsFinal; attempt++)
            {
                try
                {
                    PutBackOnce(member);
                }
                catch (Exception error)
                {
                    if (error is ImageException && !member.Progress.HasProgram)
                    {
                        member.Discount();
                    }

                    _log.Write("putting back failed: " + new StepFailure(member, error).Text);
                    if (error is StoppedException || member.IsExhausted)
                    {
                        Fail(member);
                    }
                    else if (attempt == AttemptsAtOnce)
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        private void PutBackOnce(TargetRun member)
        {
            TryFinally.Run(
                () =>
                {
                    member.Prepare(_stop);
                    member.Check();
                    member.Enter();
                    member.Write();
                    member.Commit();
                },
                member.Release);
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

        // Whether all that have changed have a previous image.
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
