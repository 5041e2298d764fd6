using System.Collections;
using System.Text;
using Esp32Bridge.Jobs;
using nanoFramework.Json;

namespace Esp32Bridge.Reports
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
            Hashtable fields = Create(number);
            fields.Add("state", "accepted");
            Send(fields, 0);
        }

        /// <inheritdoc/>
        public void Changed(int number, TargetProgress target)
        {
            Hashtable fields = Create(number);
            fields.Add("target", target.Name);
            ProgressText.Add(fields, target);
            Send(fields, 0);
        }

        /// <inheritdoc/>
        public void Ended(JobProgress job)
        {
            Hashtable fields = Create(job.Number);
            fields.Add("state", "ended");
            fields.Add("targets", ProgressText.Of(job));
            Send(fields, job.Number);
        }

        private Hashtable Create(int number)
        {
            Hashtable fields = new Hashtable();
            fields.Add("device", _device);
            fields.Add("job", number);
            return fields;
        }

        // A gap in the sequence shows that reports were lost; it begins anew at a restart.
        private void Send(Hashtable fields, int endedJob)
        {
            lock (_lock)
            {
                _sequence++;
                fields.Add("sequence", _sequence);
                _queue.Add(new Report(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(fields)), endedJob));
            }
        }
    }
}
