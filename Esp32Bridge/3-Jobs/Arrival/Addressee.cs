namespace Esp32Bridge.Jobs
{
    /// <summary>The names under which jobs address this device: the field "for" of a job lists devices and fleets.</summary>
    public sealed class Addressee
    {
        private readonly string _device;
        private readonly string _fleet;

        /// <summary>Creates the addressee.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="fleet">The fleet that it belongs to, or null.</param>
        public Addressee(string device, string fleet)
        {
            _device = device;
            _fleet = fleet;
        }

        /// <summary>Checks that a job is for this device or its fleet.</summary>
        /// <param name="job">The job.</param>
        /// <exception cref="JobRefusedException">The job is only for others.</exception>
        internal void Check(Job job)
        {
            for (int i = 0; i < job.For.Length; i++)
            {
                if (job.For[i] == _device || job.For[i] == _fleet)
                {
                    return;
                }
            }

            string others = "'" + job.For[0] + "'" + (job.For.Length == 1 ? string.Empty : " and " + (job.For.Length - 1) + " more");
            throw new JobRefusedException("for", "'" + _device + "'" + (_fleet == null ? string.Empty : " or '" + _fleet + "'"), others, "If it is for other devices only, do nothing. Else add this device or its fleet to 'for'.");
        }
    }
}
