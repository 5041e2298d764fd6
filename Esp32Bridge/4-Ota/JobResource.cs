using System;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Network;

namespace Esp32Bridge.Ota
{
    /// <summary>Lets others on the network hand in a job (POST /job, its signature in X-Signature), and ask for the status (GET /status).</summary>
    public sealed class JobResource : IHttpResource
    {
        private readonly string _device;
        private readonly JobIntake _intake;
        private readonly JobQueue _queue;

        /// <summary>Creates the resource.</summary>
        /// <param name="device">The device's name.</param>
        /// <param name="intake">Takes jobs in.</param>
        /// <param name="queue">Knows of jobs.</param>
        public JobResource(string device, JobIntake intake, JobQueue queue)
        {
            _device = device;
            _intake = intake;
            _queue = queue;
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

        /// <summary>Says what the device does and what became of the last job.</summary>
        /// <returns>The bytes of a JSON text, UTF-8.</returns>
        internal byte[] Status()
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
                throw new RequestException(503, "memory for the job", "too little at the moment");
            }
            catch (SignatureException error)
            {
                throw new RequestException(403, error);
            }
            catch (BridgeException error)
            {
                // What is wrong with the job is said by its own errors; anything else is the device's, and passes.
                throw new RequestException(error is JobException || error is JsonException ? 400 : 503, error);
            }

            if (!isNew)
            {
                throw new RequestException(409, "a job with a larger number than the last one", "no larger one");
            }
        }
    }
}
