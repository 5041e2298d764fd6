using Esp32Bridge.Jobs;
using Esp32Bridge.Json;

namespace Esp32Bridge.Ota
{
    /// <summary>Where somebody on the local network hands in a job, and asks what became of it.</summary>
    public sealed class JobDesk : IJobDesk
    {
        private readonly string _device;
        private readonly JobIntake _intake;
        private readonly JobQueue _queue;

        /// <summary>Creates the desk.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="intake">Takes jobs in.</param>
        /// <param name="queue">Knows of jobs.</param>
        public JobDesk(string device, JobIntake intake, JobQueue queue)
        {
            _device = device;
            _intake = intake;
            _queue = queue;
        }

        /// <inheritdoc/>
        public bool Submit(byte[] manifest, string signature)
        {
            return _intake.Submit(manifest, signature);
        }

        /// <inheritdoc/>
        public byte[] Status()
        {
            JsonWriter json = new JsonWriter();
            json.Add("device", _device);
            json.Add("lastFinished", _queue.LastFinished);
            int waiting = _queue.WaitingNumber;
            if (waiting > 0)
            {
                json.Add("waiting", waiting);
            }

            JobProgress current = _queue.Current;
            if (current != null)
            {
                json.Add("job", current.Number);
                json.Add("state", current.HasEnded ? "ended" : "in progress");
                ProgressText.AddTargets(json, current);
            }

            return json.Finish();
        }
    }
}
