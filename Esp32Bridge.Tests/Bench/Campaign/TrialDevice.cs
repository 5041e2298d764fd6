using System;
using System.Collections.Generic;
using System.Text;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;
using BenchSignature = Esp32Bridge.Bench.Ota.JobSignature;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The job queue of a device, on a drive that survives restarts.</summary>
    public sealed class TrialDevice
    {
        private const string Url = "http://trial/job.json";
        private const string Name = "bench";

        private static readonly byte[] _key = BenchSignature.PublicKey;

        private readonly ILog _log;
        private readonly List<byte[]> _accepted = new List<byte[]>();
        private JobIntake _intake;

        /// <summary>Creates a device. It must be started.</summary>
        /// <param name="drive">Its drive.</param>
        /// <param name="programmers">Its targets.</param>
        /// <param name="log">Receives the log of the firmware.</param>
        public TrialDevice(TrialDrive drive, ITargetProgrammer[] programmers, ILog log)
        {
            Drive = drive;
            Programmers = programmers;
            _log = log;
        }

        /// <summary>Gets its targets.</summary>
        public ITargetProgrammer[] Programmers { get; }

        /// <summary>Gets the drive.</summary>
        public TrialDrive Drive { get; }

        /// <summary>Gets the job queue.</summary>
        public JobQueue Queue { get; private set; }

        /// <summary>Gets the number of accepted jobs.</summary>
        public int Jobs
        {
            get { return _accepted.Count; }
        }

        /// <summary>Gets the number of writes when the last job was submitted, and when it was accepted.</summary>
        public (int Before, int Behind) Arrival { get; private set; }

        /// <summary>Gets the address of an image.</summary>
        /// <param name="path">The path in the job.</param>
        /// <returns>The address.</returns>
        public static string UrlOf(string path)
        {
            return "http://trial/" + path;
        }

        /// <summary>Restarts with the content of the drive.</summary>
        /// <param name="stop">The request to stop.</param>
        public void Restart(StopSignal stop)
        {
            FileJobStore store = new FileJobStore(Drive);
            JobTrust trust = new JobTrust(store, new[] { _key }, _log);
            Queue = new JobQueue(store, trust, Url, stop, new FakeClock(), _log);
            _intake = new JobIntake(new JobSignature(trust), new Addressee(Name, null), Programmers, Queue, Url, new NoReports(), _log);
        }

        /// <summary>Submits a job whose signature was verified before.</summary>
        /// <param name="manifest">Its manifest.</param>
        /// <returns>Whether it was accepted.</returns>
        public bool Offer(byte[] manifest)
        {
            int before = Drive.Writes;
            bool isAccepted = IsTaken(() => Queue.Offer(JobManifest.Parse(manifest, Url), manifest, _key, out _));
            if (isAccepted)
            {
                Arrival = (before, Drive.Writes);
                _accepted.Add(manifest);
            }

            return isAccepted;
        }

        /// <summary>Submits a job with a signature.</summary>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="signature">Its signature file.</param>
        /// <returns>Whether it was accepted.</returns>
        public bool Submit(byte[] manifest, byte[] signature)
        {
            return IsTaken(() => _intake.Submit(manifest, Encoding.ASCII.GetString(signature)));
        }

        /// <summary>Gets the manifest of an accepted job.</summary>
        /// <param name="number">Its number.</param>
        /// <returns>The manifest.</returns>
        public byte[] ManifestOf(int number)
        {
            return _accepted[number - 1];
        }

        private static bool IsTaken(Func<bool> offer)
        {
            try
            {
                return offer();
            }
            catch (BridgeException)
            {
                return false;
            }
        }
    }
}
