using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>Notes how far the programmers are, and tells of every ten percent.</summary>
    public sealed class ProgressRecorder : IProgress
    {
        private const int Step = 10;

        private readonly JobRecord _record;
        private readonly IJobListener _listener;
        private readonly IProgress _next;

        /// <summary>Creates the recorder.</summary>
        /// <param name="record">Where it is noted.</param>
        /// <param name="listener">Who wants to know.</param>
        /// <param name="next">Who wants to know all of it.</param>
        public ProgressRecorder(JobRecord record, IJobListener listener, IProgress next)
        {
            _record = record;
            _listener = listener;
            _next = next;
        }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            _next.Report(target, phase, done, total);
            TargetProgress progress = _record.Current.Find(target);
            if (phase == ProgrammingPhase.Writing || phase == ProgrammingPhase.Sending)
            {
                int percent = (int)((long)done * 100 / total);
                bool isStep = percent / Step != progress.Percent / Step;
                progress.Percent = percent;
                if (isStep)
                {
                    _listener.Changed(_record.Current.Number, progress);
                }
            }
            else if (phase == ProgrammingPhase.Verifying && progress.State == TargetState.Programming)
            {
                progress.State = TargetState.Verifying;
                _listener.Changed(_record.Current.Number, progress);
            }
        }
    }
}
