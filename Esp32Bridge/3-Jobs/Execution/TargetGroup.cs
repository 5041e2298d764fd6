using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Images;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Targets that get their images together, or one alone. Each step is taken with all of them before the next one
    /// begins: none is touched before all images are known to be good, and none is committed before all are written.
    /// </summary>
    public sealed class TargetGroup
    {
        /// <summary>How often a target that was left without its image is tried at once, before the job waits.</summary>
        public const int AttemptsAtOnce = 3;

        private readonly TargetRun[] _members;
        private readonly TargetSteps _steps;
        private readonly StopSignal _stop;
        private readonly ILog _log;
        private readonly string _prefix;
        private string _error;

        /// <summary>Creates a group.</summary>
        /// <param name="members">The targets, one or more.</param>
        /// <param name="sideBySide">Lets them take a step at the same time.</param>
        /// <param name="number">The job's number.</param>
        /// <param name="stop">The request to stop.</param>
        /// <param name="log">Where results go.</param>
        public TargetGroup(TargetRun[] members, ISideBySide sideBySide, int number, StopSignal stop, ILog log)
        {
            _members = members;
            _stop = stop;
            _log = log;
            _prefix = "job " + number + ": ";
            _steps = new TargetSteps(members, sideBySide, log, _prefix);
        }

        /// <summary>Brings the targets to an end: their images, their previous ones, or why not.</summary>
        /// <returns>False when a target has no program and could not get one yet: to be called again later.</returns>
        public bool Run()
        {
            bool isEnded = true;
            for (int i = 0; i < _members.Length; i++)
            {
                TargetProgress progress = _members[i].Progress;
                isEnded = isEnded && progress.IsFinal;
                if (progress.State == TargetState.PuttingBack || progress.State == TargetState.PutBack)
                {
                    // An earlier life of the ESP32 began with it.
                    _error = progress.Cause;
                    return PutBack();
                }
            }

            return isEnded || Program();
        }

        private bool Program()
        {
            // A restart may have come between the ends of two: they belong together again.
            _steps.Each(member => member.Progress.IsFinal = false);
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    ProgramOnce();
                    return true;
                }
                catch (Exception error)
                {
                    _error = _steps.Active.Blame(_steps.Active.Describe(error));
                    bool isTouched = AnyIsTouched();
                    if (error is StoppedException || _steps.Active.Target.Problem != null || (!isTouched && !(error is OutOfMemoryException)))
                    {
                        _steps.Each(Fail);
                        return true;
                    }

                    if (error is ImageException)
                    {
                        Discount();
                    }

                    bool isLast = attempt == AttemptsAtOnce;
                    if (error is HealthException || _steps.Active.IsExhausted || (isLast && isTouched && !(error is ImageException) && CanBePutBack()))
                    {
                        return PutBack();
                    }

                    if (isLast)
                    {
                        _log.Write(_prefix + "waits: " + _error);
                        _steps.Active.Become(TargetState.Waiting);
                        return false;
                    }

                    _log.Write(_prefix + "attempt " + attempt + " of " + AttemptsAtOnce + " failed: " + _error);
                }
            }
        }

        private void ProgramOnce()
        {
            TryFinally.Run(
                () =>
                {
                    _steps.Each(member => member.Prepare(_stop));
                    _steps.AllAtOnce(member => member.Check(member.Target.Image, TargetState.Downloading));
                    _steps.AllAtOnce(member => member.Enter());
                    _steps.AllAtOnce(member => member.Write(false));
                    _steps.Each(member => member.Commit(false));
                    _steps.AllAtOnce(member => member.AwaitHealth());
                },
                ReleaseAll);
            _steps.Each(Succeed);
        }

        private void Succeed(TargetRun member)
        {
            member.Progress.Cause = string.Empty;
            _log.Write(_prefix + member.Progress.Name + ": runs version " + member.Progress.Version);
            member.End(member.Target.Health == null ? TargetState.Committed : TargetState.Healthy);
        }

        private void Fail(TargetRun member)
        {
            _log.Write(_prefix + "failed: " + member.Blame(_error));
            try
            {
                member.End(TargetState.Failed);
            }
            catch (Exception error)
            {
                _log.Write(_prefix + "the old program does not start again: " + member.Describe(error));
            }
        }

        // What was committed, and what has no program, gets its previous image where there is one.
        private bool PutBack()
        {
            _steps.Each(member =>
            {
                if (!member.Progress.IsFinal && member.Progress.State != TargetState.PuttingBack && !member.BeginPuttingBack(_error))
                {
                    Fail(member);
                }
            });

            bool isEnded = true;
            _steps.Each(member => isEnded = PutBack(member) && isEnded);
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
                    if (error is ImageException && member.Progress.IsWithoutProgram)
                    {
                        member.Discount();
                    }

                    _log.Write(_prefix + "putting back failed: " + member.Describe(error));
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
            ImageDescription previous = member.Target.Previous;
            TryFinally.Run(
                () =>
                {
                    member.Prepare(_stop);
                    member.Check(previous, TargetState.PuttingBack);
                    member.Enter();
                    member.Write(true);
                    member.Commit(true);
                },
                member.Release);
            _log.Write(_prefix + member.Progress.Name + ": put back to version " + previous.Version + ": " + member.Progress.Cause);
            member.End(TargetState.PutBack);
        }

        // A member that does not let go does not keep the others from it.
        private void ReleaseAll()
        {
            TargetRun failed = _steps.Active;
            Exception failure = null;
            _steps.Each(member =>
            {
                try
                {
                    member.Release();
                }
                catch (Exception error)
                {
                    failure = error;
                }
            });
            _steps.Active = failed;
            if (failure != null)
            {
                throw failure;
            }
        }

        // Not by Each: the one that failed stays the active one.
        private void Discount()
        {
            for (int i = 0; i < _members.Length; i++)
            {
                _members[i].Discount();
            }
        }

        private bool AnyIsTouched()
        {
            bool isTouched = false;
            for (int i = 0; i < _members.Length; i++)
            {
                isTouched = isTouched || _members[i].Progress.IsCommitted || _members[i].Progress.IsWithoutProgram;
            }

            return isTouched;
        }

        // Whether all that have changed have a previous image.
        private bool CanBePutBack()
        {
            bool canBe = true;
            for (int i = 0; i < _members.Length; i++)
            {
                TargetProgress progress = _members[i].Progress;
                canBe = canBe && (_members[i].Target.Previous != null || (!progress.IsWithoutProgram && !progress.IsCommitted));
            }

            return canBe;
        }
    }
}
