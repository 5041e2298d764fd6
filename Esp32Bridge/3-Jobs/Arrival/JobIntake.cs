using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// Accepts jobs. All jobs take this path, whatever their source. The signature is checked before anything else in the job is read. A refusal is
    /// reported once.
    /// </summary>
    public sealed class JobIntake
    {
        private readonly IJobSignature _signature;
        private readonly Addressee _addressee;
        private readonly ITargetProgrammer[] _programmers;
        private readonly JobQueue _queue;
        private readonly string _url;
        private readonly IJobListener _listener;
        private readonly ILog _log;

        // The refusal that was reported last, if no job was accepted since.
        private string _reported;

        /// <summary>Creates the intake.</summary>
        /// <param name="signature">Checks whether a manifest is authentic.</param>
        /// <param name="addressee">Checks whether a job is for this device.</param>
        /// <param name="programmers">The targets of the board.</param>
        /// <param name="queue">The queue for the jobs.</param>
        /// <param name="url">The manifest's address, the base of relative image addresses.</param>
        /// <param name="listener">The listener for jobs.</param>
        /// <param name="log">The log for accepted and refused jobs.</param>
        public JobIntake(IJobSignature signature, Addressee addressee, ITargetProgrammer[] programmers, JobQueue queue, string url, IJobListener listener, ILog log)
        {
            _signature = signature;
            _addressee = addressee;
            _programmers = programmers;
            _queue = queue;
            _url = url;
            _listener = listener;
            _log = log;
        }

        /// <summary>Gets the job that was refused last, or null. Accepting a job does not change it.</summary>
        public JobRefusal LastRefusal { get; private set; }

        /// <summary>Submits a job.</summary>
        /// <param name="manifest">The manifest's bytes.</param>
        /// <param name="signature">The content of the signature file.</param>
        /// <param name="origin">The origin of the job; null for the default one.</param>
        /// <returns>False if the job is known: it is running or waiting, or ended last.</returns>
        /// <exception cref="SignatureException">The job is not authentic.</exception>
        /// <exception cref="JsonException">The manifest is not valid.</exception>
        /// <exception cref="JobRefusedException">The job is for other devices, or its number is not allowed.</exception>
        /// <exception cref="JobException">The waiting job has a target that this one does not have. This one may be submitted again.</exception>
        public bool Submit(byte[] manifest, string signature, JobOrigin origin = null)
        {
            Job job = null;
            JobProgress replaced = null;
            try
            {
                byte[] signer = null;
                _signature.Check(manifest, signature, ref signer);
                if (signer == null)
                {
                    throw new BridgeException("check the signature", BridgeException.NoAddress, "a signature that was checked", "none", "There was too little memory. The job may come again.");
                }

                job = JobManifest.Parse(manifest, origin == null ? _url : origin.Url);
                _ = new byte[Headroom.Size];
                _addressee.Check(job);
                CheckTargets(job);
                if (!_queue.Offer(job, manifest, signer, out replaced, origin))
                {
                    return false;
                }
            }
            catch (BridgeException error)
            {
                if (IsRefusal(error))
                {
                    Refuse(job == null ? 0 : job.Number, error);
                }

                throw error;
            }

            _reported = null;
            _log.Write("job " + job.Number + ": arrived");
            _listener.Accepted(job.Number);
            if (replaced != null)
            {
                _log.Write("job " + replaced.Number + ": replaced by job " + job.Number + " before it began");
                _listener.Ended(replaced);
            }

            return true;
        }

        /// <summary>Tells whether an error is a final refusal, which does not depend on the state of the device.</summary>
        /// <param name="error">The exception of <see cref="Submit"/>.</param>
        /// <returns>False if the job may be accepted later.</returns>
        public static bool IsRefusal(BridgeException error)
        {
            return error is SignatureException || error is JsonException || error is ProgrammingException || error is JobRefusedException;
        }

        // A job with a target that the board does not have is refused completely.
        private void CheckTargets(Job job)
        {
            for (int i = 0; i < job.Targets.Length; i++)
            {
                JobTarget target = job.Targets[i];
                string known = string.Empty;
                ITargetProgrammer programmer = null;
                for (int j = 0; j < _programmers.Length; j++)
                {
                    known += (j == 0 ? "'" : " or '") + _programmers[j].Name + "'";
                    programmer = _programmers[j].Name == target.Name ? _programmers[j] : programmer;
                }

                if (programmer == null)
                {
                    throw new JsonException("job.json: name", known, "'" + target.Name + "'", JobException.CorrectTheJob);
                }

                programmer.CheckJob(target.Image, target.Health != null);
                if (target.Previous != null)
                {
                    programmer.CheckJob(target.Previous, false);
                }
            }
        }

        private void Refuse(int number, BridgeException error)
        {
            LastRefusal = new JobRefusal(number, error.Message);

            // All signature errors are one kind: anybody can send any number of them, with different texts.
            string kind = error is SignatureException ? error.Step : number + error.Message;
            if (kind == _reported)
            {
                return;
            }

            _reported = kind;
            _log.Write((number == 0 ? "no job: " : "job " + number + ": refused: ") + error.Message);
            _listener.Refused(number, error.Message);
        }
    }
}
