using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>Records the progress of the programmers, and reports every ten percent.</summary>
    public sealed class ProgressRecorder : IProgress
    {
        private readonly JobQueue _queue;
        private readonly IJobListener _listener;
        private readonly IProgress _next;

        /// <summary>Creates the recorder.</summary>
        /// <param name="queue">The queue that records the progress.</param>
        /// <param name="listener">The listener for every ten percent.</param>
        /// <param name="next">Receives every report.</param>
        public ProgressRecorder(JobQueue queue, IJobListener listener, IProgress next)
        {
            _queue = queue;
            _listener = listener;
            _next = next;
        }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            _next.Report(target, phase, done, total);
            TargetProgress progress = _queue.Current.Find(target);
            if (phase == ProgrammingPhase.Writing || phase == ProgrammingPhase.Sending)
            {
                int percent = Percentage.Of(done, total);
                bool isStep = Percentage.TenthOf(percent) != Percentage.TenthOf(progress.Percent);
                progress.Percent = percent;
                if (isStep)
                {
                    _listener.Changed(_queue.Current.Number, progress);
                }
            }
            else if (phase == ProgrammingPhase.Verifying && progress.State == TargetState.Programming)
            {
                progress.State = TargetState.Verifying;
                _listener.Changed(_queue.Current.Number, progress);
            }
        }
    }
}
