using System;
using System.Threading;
using Esp32Bridge.Bridge;
using Esp32Bridge.Errors;
using Esp32Bridge.Jobs;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// Lets others on the network hand in a job (POST /job, its signature in X-Signature) and ask for the status
    /// (GET /status) and, where there is a bridge, have a part reset (POST /targets/A/bootloader and /run), one after the other, on a thread of its own that never ends. The library's HttpListener gives each
    /// connection a thread for ten minutes, and accepts no more after an error.
    /// </summary>
    public sealed class HttpJobServer
    {
        private const int PauseAfterError = 1000;

        private readonly int _port;
        private readonly IJobDoor _door;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly HttpPort _http;
        private string _lastError;

        /// <summary>Creates a server.</summary>
        /// <param name="port">The port, 1 to 65535.</param>
        /// <param name="door">Takes the jobs.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        public HttpJobServer(int port, IJobDoor door, IClock clock, ILog log)
        {
            _port = port;
            _door = door;
            _clock = clock;
            _log = log;
            _http = new HttpPort(port, clock);
        }

        /// <summary>Gets or sets where parts are reset, or null: there is no bridge.</summary>
        public IBridgeDoor Bridge { get; set; }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            new Thread(Run).Start();
        }

        private void Run()
        {
            for (;;)
            {
                try
                {
                    TryFinally.Run(Listen, _http.Close);
                }
                catch (Exception error)
                {
                    Say("port " + _port + " does not open yet: " + error.GetType().Name);
                }

                _clock.Sleep(PauseAfterError);
            }
        }

        // Ends with an exception only.
        private void Listen()
        {
            _http.Open();
            for (;;)
            {
                _http.Accept();
                try
                {
                    TryFinally.Run(Serve, _http.Leave);
                }
                catch (Exception error)
                {
                    Say(error.GetType().Name + " of a client");
                }
            }
        }

        private void Serve()
        {
            try
            {
                HttpRequestHead head = _http.ReadHead();
                if (head != null)
                {
                    Handle(head);
                    _lastError = null;
                }
            }
            catch (RequestException refusal)
            {
                Say(refusal.Message);
                JsonWriter json = new JsonWriter();
                json.Add("error", refusal.Message);
                _http.Answer(StatusLine(refusal.Status), refusal.Allow, json.Finish());
                _http.Drain();
            }
        }

        private void Handle(HttpRequestHead head)
        {
            if (head.Path == "/job")
            {
                CheckMethod(head, "POST");
                Submit(head);
                Accept();
            }
            else if (head.Path == "/status")
            {
                CheckMethod(head, "GET");
                _http.Answer(StatusLine(200), null, _door.Status());
            }
            else
            {
                TargetRoute route = Bridge == null ? null : TargetRoute.Find(head.Path);
                if (route == null)
                {
                    throw new RequestException(404, "/job or /status", "another path");
                }

                Reset(head, route);
                Accept();
            }
        }

        private void Accept()
        {
            _http.Answer(StatusLine(202), null, new JsonWriter().Finish());
        }

        private void Submit(HttpRequestHead head)
        {
            if (head.HasTransferEncoding || head.ContentLength == HttpRequestHead.NoLength)
            {
                throw new RequestException(411, "a Content-Length", "none");
            }

            if (head.ContentLength > JobManifest.MaximumSize)
            {
                throw new RequestException(413, "at most " + JobManifest.MaximumSize + " bytes", head.ContentLength + " bytes");
            }

            if (head.Signature == null)
            {
                throw new RequestException(403, "the manifest's signature in X-Signature", "none");
            }

            byte[] manifest = _http.ReadBody(head);
            bool isNew;
            try
            {
                isNew = _door.Submit(manifest, head.Signature);
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

        private void Reset(HttpRequestHead head, TargetRoute route)
        {
            if (!Bridge.Allows(_http.ClientAddress))
            {
                throw new RequestException(403, "a client of the bridge", _http.ClientAddress);
            }

            if (!Bridge.Knows(route.Target))
            {
                throw new RequestException(404, "a target that has a bridge", "another name");
            }

            CheckMethod(head, "POST");
            if (!Bridge.Send(route.Target, route.IntoBootloader))
            {
                throw new RequestException(409, "a target that no job has", "a job or another request");
            }
        }

        private static void CheckMethod(HttpRequestHead head, string allowed)
        {
            if (head.Method != allowed)
            {
                throw new RequestException(405, allowed, "another method") { Allow = allowed };
            }
        }

        // RFC 9110 15; RFC 6585 5.
        private static string StatusLine(int status)
        {
            switch (status)
            {
                case 200: return "200 OK";
                case 202: return "202 Accepted";
                case 403: return "403 Forbidden";
                case 404: return "404 Not Found";
                case 405: return "405 Method Not Allowed";
                case 408: return "408 Request Timeout";
                case 409: return "409 Conflict";
                case 411: return "411 Length Required";
                case 413: return "413 Content Too Large";
                case 431: return "431 Request Header Fields Too Large";
                default: return "400 Bad Request";
            }
        }

        // An error that stays is not told at every client.
        private void Say(string error)
        {
            if (error != _lastError)
            {
                _lastError = error;
                _log.Write("job server: " + error);
            }
        }
    }
}
