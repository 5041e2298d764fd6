using System;
using System.Threading;
using Esp32Bridge.Errors;
using Esp32Bridge.Json;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// The device's own web server: it answers requests for its resources, one after the other, on a thread of its own that never
    /// ends. The library's HttpListener gives each connection a thread for ten minutes, and accepts no more after an error.
    /// </summary>
    public sealed class HttpServer
    {
        private const int PauseAfterError = 1000;

        private readonly int _port;
        private readonly IHttpResource[] _resources;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private readonly HttpPort _http;

        /// <summary>Creates a server.</summary>
        /// <param name="port">The port, 1 to 65535.</param>
        /// <param name="resources">What is to be had.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        public HttpServer(int port, IHttpResource[] resources, IClock clock, ILog log)
        {
            _port = port;
            _resources = resources;
            _clock = clock;
            _log = new NewsLog(log);
            _http = new HttpPort(port, clock);
        }

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
                    _log.Write("port " + _port + " does not open yet: " + error.GetType().Name);
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
                    _log.Write(error.GetType().Name + " of a client");
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
                    Answer(new HttpRequest(_http, head));
                    _log.Forget();
                }
            }
            catch (RequestException refusal)
            {
                _log.Write(refusal.Message);
                JsonWriter json = new JsonWriter();
                json.Add("error", refusal.Message);
                _http.Answer(refusal.Status, refusal.Allow, json.Finish());
                _http.Drain();
            }
        }

        private void Answer(HttpRequest request)
        {
            bool isAnswered = false;
            for (int i = 0; !isAnswered && i < _resources.Length; i++)
            {
                isAnswered = _resources[i].TryAnswer(request);
            }

            if (!isAnswered)
            {
                throw new RequestException(404, "a path of this device", "another path");
            }
        }
    }
}
