using Esp32Bridge.Data;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>A report of the state of a job or of one of its targets. The JSON text is created when it is sent.</summary>
    internal sealed class Report
    {
        private const int Progress = 0;
        private const int Change = 1;
        private const int End = 2;

        private readonly int _job;
        private readonly JobProgress _ended;
        private readonly string _target;
        private readonly string _state;
        private readonly string _version;
        private readonly string _cause;
        private readonly string _obstacle = string.Empty;
        private int _percent;

        /// <summary>Creates a report without a target.</summary>
        /// <param name="job">The job's number; 0 for none.</param>
        /// <param name="state">The state.</param>
        /// <param name="cause">The reason, or an empty text.</param>
        internal Report(int job, string state, string cause)
        {
            _job = job;
            _state = state;
            _cause = cause;
            Worth = Change;
        }

        /// <summary>Creates a report of the present state of a target.</summary>
        /// <param name="job">The job's number.</param>
        /// <param name="target">The target.</param>
        internal Report(int job, TargetProgress target)
            : this(job, target.State, target.Cause)
        {
            _target = target.Name;
            _version = target.Version;
            _obstacle = target.Obstacle;
            _percent = target.Percent;

            // The state "programming" itself was reported before the first percent.
            Worth = _percent > 0 && _state == TargetState.Programming ? Progress : Change;
        }

        /// <summary>Creates a report of the end of a job.</summary>
        /// <param name="ended">The job, which does not change any more.</param>
        internal Report(JobProgress ended)
            : this(ended.Number, "ended", string.Empty)
        {
            _ended = ended;
            Worth = End;
        }

        /// <summary>Gets or sets its sequence number since the start.</summary>
        internal int Sequence { get; set; }

        /// <summary>Gets or sets the number of failed attempts.</summary>
        internal int Attempts { get; set; }

        /// <summary>Gets its priority: lowest if it only has a new percentage of a reported state; highest if it has the end of a job.</summary>
        internal int Worth { get; }

        /// <summary>Gets the number of the job if the report has its end, or 0.</summary>
        internal int EndedJob
        {
            get { return _ended == null ? 0 : _job; }
        }

        /// <summary>Tells whether another report is about the same target of the same job.</summary>
        /// <param name="other">The other report.</param>
        /// <returns>Whether it is; false if one of them has no target.</returns>
        internal bool IsOfTargetOf(Report other)
        {
            return _target != null && _target == other._target && _job == other._job;
        }

        /// <summary>Takes over the percentage of a newer report of the same target if nothing else is new.</summary>
        /// <param name="newer">The newer report.</param>
        /// <returns>Whether nothing else was new.</returns>
        internal bool TryUpdate(Report newer)
        {
            bool isSame = _state == newer._state && _version == newer._version && _cause == newer._cause && _obstacle == newer._obstacle;
            _percent = isSame ? newer._percent : _percent;
            return isSame;
        }

        /// <summary>Writes the report.</summary>
        /// <param name="device">The device's name.</param>
        /// <returns>The bytes of a JSON text.</returns>
        internal byte[] Write(string device)
        {
            JsonWriter json = new JsonWriter();
            json.Add("device", device);
            json.Add("firmware", FirmwareVersion.Text);
            if (_job > 0)
            {
                json.Add("job", _job);
            }

            if (_target != null)
            {
                json.Add("target", _target);
            }

            ProgressText.Add(json, _state, _version, _percent, _cause, _obstacle);
            if (_ended != null)
            {
                ProgressText.AddTargets(json, _ended);
            }

            json.Add("sequence", Sequence);
            return json.Finish();
        }
    }
}
