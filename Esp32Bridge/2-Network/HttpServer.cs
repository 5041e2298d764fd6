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

        // A thread that waits within the socket keeps five frames more, a KB.
        private const int PauseBetweenLooks = 50;

        private const int Backlog = 4;

        private readonly int _number;
        private readonly IHttpResource[] _resources;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private readonly TcpPort _port;

        /// <summary>Creates a server.</summary>
        /// <param name="port">The port, 1 to 65535.</param>
        /// <param name="resources">What is to be had.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where errors go.</param>
        public HttpServer(int port, IHttpResource[] resources, IClock clock, ILog log)
        {
            _number = port;
            _resources = resources;
            _clock = clock;
            _log = new NewsLog(log);
            _port = new TcpPort(port, Backlog);
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
                    _port.Open();
                    for (;;)
                    {
                        while (!_port.HasClient)
                        {
                            _clock.Sleep(PauseBetweenLooks);
                        }

                        Serve(_port.Accept());
                    }
                }
                catch (Exception error)
                {
                    TryStopListening(error);
                }

                _clock.Sleep(PauseAfterError);
            }
        }

        private void TryStopListening(Exception cause)
        {
            try
            {
                TryFinally.Run(() => _log.Write("port " + _number + " does not open yet: " + cause.GetType().Name), _port.Close);
            }
            catch (Exception)
            {
                // There was no memory even to tell of it, or the port does not close: it is opened again after a pause.
            }
        }

        private void Serve(TcpConnection client)
        {
            try
            {
                TryFinally.Run(() => Exchange(new HttpExchange(client, _clock)), client.Close);
            }
            catch (Exception error)
            {
                _log.Write(error.GetType().Name + " of a client");
            }
        }

        private void Exchange(HttpExchange exchange)
        {
            try
            {
                HttpRequestHead head = exchange.ReadHead();
                if (head != null)
                {
                    Answer(new HttpRequest(exchange, head));
                    _log.Forget();
                }
            }
            catch (RequestException refusal)
            {
                _log.Write(refusal.Message);
                JsonWriter json = new JsonWriter();
                json.Add("error", refusal.Message);
                exchange.Answer(refusal.Status, refusal.Allow, json.Finish());
                exchange.Drain();
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
