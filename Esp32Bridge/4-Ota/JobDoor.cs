using Esp32Bridge.Json;

namespace Esp32Bridge.Jobs
{
    /// <summary>Where somebody on the local network hands in a job, and asks what became of it.</summary>
    public sealed class JobDoor : IJobDoor
    {
        private readonly string _device;
        private readonly JobIntake _intake;
        private readonly JobRecord _record;

        /// <summary>Creates the door.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="intake">Takes jobs in.</param>
        /// <param name="record">Knows of jobs.</param>
        public JobDoor(string device, JobIntake intake, JobRecord record)
        {
            _device = device;
            _intake = intake;
            _record = record;
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
            json.Add("lastFinished", _record.LastFinished);
            int waiting = _record.WaitingNumber;
            if (waiting > 0)
            {
                json.Add("waiting", waiting);
            }

            JobProgress current = _record.Current;
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
