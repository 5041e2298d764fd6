using System;
using System.Threading;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// The device's own web server. Its thread never ends, and answers each request as soon as its head is complete. A slow client does not block
    /// others: up to three are served at a time, and a fourth replaces the oldest. The library's HttpListener gives each connection a thread for ten
    /// minutes, and accepts no more connections after an error.
    /// </summary>
    public sealed class HttpServer
    {
        private const int PauseAfterError = 1000;

        // A thread that waits inside the socket keeps five more stack frames, about 1 KB.
        private const int PauseBetweenLooks = 50;
        private const int PauseWithClient = 10;

        private const int Backlog = 4;

        // Each takes up to 2.3 KB.
        private const int Places = 3;

        private readonly HttpAccess _access;
        private readonly IHttpResource[] _resources;
        private readonly IClock _clock;
        private readonly NewsLog _log;
        private readonly TcpPort _port;

        // The clients in the order of their arrival.
        private readonly HttpExchange[] _exchanges = new HttpExchange[Places];
        private int _count;

        /// <summary>Creates a server.</summary>
        /// <param name="port">The port, 1 to 65535.</param>
        /// <param name="access">The access rules.</param>
        /// <param name="resources">The resources.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">The log for errors.</param>
        public HttpServer(int port, HttpAccess access, IHttpResource[] resources, IClock clock, ILog log)
        {
            _access = access;
            _resources = resources;
            _clock = clock;
            _log = new NewsLog(log);
            _port = new TcpPort(port, Backlog, clock);
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
                        Turn();
                        _clock.Sleep(_count > 0 ? PauseWithClient : PauseBetweenLooks);
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
                TryFinally.Run(() => Tell(_port.TroubleOf(cause)), _port.Close);
            }
            catch (Exception)
            {
                // Not even enough memory for the log line, or the port does not close. It is opened again after a pause.
            }
        }

        private void Tell(string trouble)
        {
            if (trouble != null)
            {
                _log.Write(trouble);
            }
        }

        private void Turn()
        {
            if (_port.HasClient)
            {
                Admit(_port.Accept());
            }

            for (int i = _count - 1; i >= 0; i--)
            {
                Serve(i);
            }
        }

        private void Admit(TcpConnection client)
        {
            try
            {
                if (_count == Places)
                {
                    _log.Write("the oldest client is dropped for a new one");
                    Leave(0);
                }

                _exchanges[_count] = new HttpExchange(client, _clock);
                _count++;
            }
            catch (Exception error)
            {
                client.Close();
                _log.Write("a client: " + NetworkError.TextOf(error));
            }
        }

        private void Serve(int place)
        {
            HttpExchange exchange = _exchanges[place];
            try
            {
                Exchange(exchange);
            }
            catch (Exception error)
            {
                exchange.IsOver = true;
                _log.Write("a client: " + NetworkError.TextOf(error));
            }

            if (exchange.IsOver)
            {
                Leave(place);
            }
        }

        private void Leave(int place)
        {
            HttpExchange exchange = _exchanges[place];
            _count--;
            for (int i = place; i < _count; i++)
            {
                _exchanges[i] = _exchanges[i + 1];
            }

            _exchanges[_count] = null;
            exchange.Close();
        }

        private void Exchange(HttpExchange exchange)
        {
            if (exchange.IsAnswering)
            {
                exchange.SendOn();
                return;
            }

            try
            {
                HttpRequestHead head = exchange.TakeHead();
                if (head != null)
                {
                    Answer(new HttpRequest(exchange, head));
                    _log.Forget();
                    exchange.IsOver = !exchange.IsAnswering;
                }
            }
            catch (RequestException refusal)
            {
                _log.Write(refusal.Message);
                exchange.Refuse(refusal);
            }
        }

        private void Answer(HttpRequest request)
        {
            // If memory is short, an array fails with an exception, but a call can be skipped.
            _ = new byte[Headroom.Size];
            _access.Admit(request);
            if (request.IsRefused)
            {
                throw new RequestException(503, "enough free memory for the request", "too little", RequestException.TryAgain);
            }

            bool isAnswered = false;
            for (int i = 0; !isAnswered && i < _resources.Length; i++)
            {
                isAnswered = _resources[i].TryAnswer(request);
            }

            if (!isAnswered)
            {
                throw new RequestException(404, "a path that this device serves", "an unknown path");
            }
        }
    }
}
