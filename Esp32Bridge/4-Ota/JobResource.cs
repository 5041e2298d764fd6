using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Network;

namespace Esp32Bridge.Ota
{
    /// <summary>Lets others on the network hand in a job (POST /job, its signature in X-Signature), and ask for the status (GET /status).</summary>
    public sealed class JobResource : IHttpResource
    {
        private readonly IJobDesk _desk;

        /// <summary>Creates the resource.</summary>
        /// <param name="desk">Takes the jobs.</param>
        public JobResource(IJobDesk desk)
        {
            _desk = desk;
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
                    request.Answer(_desk.Status());
                    return true;
                default:
                    return false;
            }
        }

        private void Submit(HttpRequest request)
        {
            request.CheckBody(JobManifest.MaximumSize);
            string signature = request.Field("x-signature");
            if (signature == null)
            {
                throw new RequestException(403, "the manifest's signature in X-Signature", "none");
            }

            byte[] manifest = request.ReadBody();
            bool isNew;
            try
            {
                isNew = _desk.Submit(manifest, signature);
            }
            catch (SignatureException error)
            {
                throw new RequestException(403, error);
            }
            catch (BridgeException error)
            {
                throw new RequestException(400, error);
            }

            if (!isNew)
            {
                throw new RequestException(409, "a job with a larger number than the last one", "no larger one");
            }
        }
    }
}
