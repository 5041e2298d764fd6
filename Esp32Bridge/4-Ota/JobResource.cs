using System;
using Esp32Bridge.Data;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Network;
using Esp32Bridge.Programming;

namespace Esp32Bridge.Ota
{
    /// <summary>Accepts jobs (POST /job with the signature in X-Signature), and returns the status (GET /status).</summary>
    public sealed class JobResource : IHttpResource
    {
        private readonly string _device;
        private readonly JobIntake _intake;
        private readonly JobQueue _queue;
        private readonly IStatusPart[] _parts;

        /// <summary>Creates the resource.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="intake">The intake for jobs.</param>
        /// <param name="queue">The queue with the state of the jobs.</param>
        /// <param name="parts">Further parts of the status.</param>
        public JobResource(string device, JobIntake intake, JobQueue queue, IStatusPart[] parts)
        {
            _device = device;
            _intake = intake;
            _queue = queue;
            _parts = parts;
        }

        /// <inheritdoc/>
        public bool TryAnswer(HttpRequest request)
        {
            switch (request.Path)
            {
                case "/job":
                    request.CheckMethod("POST");
                    Submit(request);
                    request.Accept();
                    return true;
                case "/status":
                    request.CheckMethod("GET");
                    request.Answer(Status());
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Returns the status: what the device does, and the result of the last job.</summary>
        /// <returns>The bytes of a JSON text, UTF-8.</returns>
        internal byte[] Status()
        {
            JsonWriter json = new JsonWriter();
            json.Add("device", _device);
            json.Add("firmware", FirmwareVersion.Text);
            json.Add("lastFinished", _queue.LastFinished);
            json.Add("highest", _queue.Highest);
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
                int nextTry = _queue.NextTry;
                if (nextTry > 0)
                {
                    json.Add("nextTryInSeconds", nextTry);
                }

                ProgressText.AddTargets(json, current);
            }

            AddPrograms(json, _queue.Programs.All());
            JobRefusal refusal = _intake.LastRefusal;
            if (refusal != null)
            {
                json.OpenObject("refused");
                json.Add("job", refusal.Number);
                json.Add("cause", refusal.Cause);
                json.CloseObject();
            }

            if (_queue.Trouble != null)
            {
                json.Add("record", _queue.Trouble);
            }

            for (int i = 0; i < _parts.Length; i++)
            {
                _parts[i].AddTo(json);
            }

            return json.Finish();
        }

        private static void AddPrograms(JsonWriter json, TargetProgram[] programs)
        {
            json.OpenList("programs");
            for (int i = 0; i < programs.Length; i++)
            {
                json.OpenObject();
                json.Add("name", programs[i].Target);
                json.Add(programs[i].IsHealthy ? "runs" : "started", programs[i].Version);
                json.CloseObject();
            }

            json.CloseList();
        }

        private void Submit(HttpRequest request)
        {
            request.CheckBody(JobManifest.MaximumSize);
            string signature = request.Field("x-signature");
            if (signature == null)
            {
                throw new RequestException(403, "the manifest's signature in X-Signature", "none");
            }

            bool isNew;
            try
            {
                isNew = _intake.Submit(request.ReadBody(), signature);
            }
            catch (RequestException error)
            {
                throw error;
            }
            catch (OutOfMemoryException)
            {
                throw new RequestException(503, "enough free memory for the job", "too little", RequestException.TryAgain);
            }
            catch (SignatureException error)
            {
                throw new RequestException(403, error);
            }
            catch (JobRefusedException error)
            {
                throw new RequestException(409, error);
            }
            catch (BridgeException error)
            {
                // Errors in the job get status 400. All others are temporary errors of the device.
                throw new RequestException(error is ProgrammingException || error is JsonException ? 400 : 503, error);
            }

            if (!isNew)
            {
                throw new RequestException(409, "a job with a number above " + _queue.Highest, "one that the device has already", "To run it again give it a higher number.");
            }
        }
    }
}
