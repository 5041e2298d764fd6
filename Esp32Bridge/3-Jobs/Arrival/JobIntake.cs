using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Jobs
{
    /// <summary>
    /// The one way by which a job comes in, whoever brought it: its signature is checked before anything else of it is
    /// looked at. What is refused is told, once.
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

        // The refusal that was told last, if no job was accepted since.
        private string _told;

        /// <summary>Creates the intake.</summary>
        /// <param name="signature">Knows whether a manifest is authentic.</param>
        /// <param name="addressee">Knows whether a job is for this device.</param>
        /// <param name="programmers">The targets that the board has.</param>
        /// <param name="queue">Where jobs go.</param>
        /// <param name="url">The manifest's address, to which the images' addresses can be relative.</param>
        /// <param name="listener">Who wants to know of jobs.</param>
        /// <param name="log">Where arrivals are told.</param>
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

        /// <summary>Gets the job that was refused last, or null. A job that is accepted does not change it.</summary>
        public JobRefusal LastRefusal { get; private set; }

        /// <summary>Takes a job in.</summary>
        /// <param name="manifest">The manifest's bytes.</param>
        /// <param name="signature">What stands in the signature file.</param>
        /// <param name="origin">Where it came from; null for the usual place.</param>
        /// <returns>False when it is known: it runs, waits, or ended last.</returns>
        /// <exception cref="SignatureException">It is not authentic.</exception>
        /// <exception cref="JsonException">It is no job.</exception>
        /// <exception cref="JobRefusedException">It is for other devices, or its number does not follow.</exception>
        /// <exception cref="JobException">A job waits for a target that it does not have. It may come again.</exception>
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

            _told = null;
            _log.Write("job " + job.Number + ": arrived");
            _listener.Accepted(job.Number);
            if (replaced != null)
            {
                _log.Write("job " + replaced.Number + ": replaced by job " + job.Number + " before it began");
                _listener.Ended(replaced);
            }

            return true;
        }

        /// <summary>Tells whether an error says that a job is not taken, whatever the state of the device.</summary>
        /// <param name="error">What <see cref="Submit"/> threw.</param>
        /// <returns>False when it may be taken another time.</returns>
        public static bool IsRefusal(BridgeException error)
        {
            return error is SignatureException || error is JsonException || error is ProgrammingException || error is JobRefusedException;
        }

        // What can never be done is not begun.
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

                programmer.CheckJob(target.Image);
                if (target.Previous != null)
                {
                    programmer.CheckJob(target.Previous);
                }
            }
        }

        private void Refuse(int number, BridgeException error)
        {
            // Signatures can be wrong in many ways, and anybody can send them in turn.
            LastRefusal = new JobRefusal(number, error.Message);
            string kind = error is SignatureException ? error.Step : number + error.Message;
            if (kind == _told)
            {
                return;
            }

            _told = kind;
            _log.Write((number == 0 ? "no job: " : "job " + number + ": refused: ") + error.Message);
            _listener.Refused(number, error.Message);
        }
    }
}
