using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>Tells what becomes of jobs, each time in a JSON object of its own.</summary>
    public sealed class JobReporter : IJobListener
    {
        private readonly string _device;
        private readonly ReportQueue _queue;
        private readonly object _lock = new object();
        private int _sequence;

        /// <summary>Creates a reporter.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="queue">Where reports go.</param>
        public JobReporter(string device, ReportQueue queue)
        {
            _device = device;
            _queue = queue;
        }

        /// <inheritdoc/>
        public void Accepted(int number)
        {
            JsonWriter json = Create(number);
            json.Add("state", "accepted");
            Send(json, 0);
        }

        /// <inheritdoc/>
        public void Changed(int number, TargetProgress target)
        {
            JsonWriter json = Create(number);
            json.Add("target", target.Name);
            ProgressText.Add(json, target);
            Send(json, 0);
        }

        /// <inheritdoc/>
        public void Ended(JobProgress job)
        {
            JsonWriter json = Create(job.Number);
            json.Add("state", "ended");
            ProgressText.AddTargets(json, job);
            Send(json, job.Number);
        }

        private JsonWriter Create(int number)
        {
            JsonWriter json = new JsonWriter();
            json.Add("device", _device);
            json.Add("job", number);
            return json;
        }

        // A gap in the sequence shows that reports were lost; it begins anew at a restart.
        private void Send(JsonWriter json, int endedJob)
        {
            lock (_lock)
            {
                _sequence++;
                json.Add("sequence", _sequence);
                _queue.Add(new Report(json.Finish(), endedJob));
            }
        }
    }
}
