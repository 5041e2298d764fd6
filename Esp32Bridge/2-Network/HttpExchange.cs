using System;
using System.Text;
using Esp32Bridge.Json;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// A request and its response on a client's connection. The head is read as it arrives, without blocking. A slow client is dropped: it has 2
    /// seconds for its first byte and 5 seconds for the whole request.
    /// </summary>
    internal sealed class HttpExchange
    {
        private const int FirstByteTimeout = 2 * 1000;
        private const int RequestTimeout = 5 * 1000;
        private const int AnswerTimeout = 5 * 1000;
        private const int DrainTimeout = 1000;

        // The most pieces that one turn sends to a client, or discards.
        private const int Gulps = 16;

        // Most heads are shorter. The buffer grows up to the largest head.
        private const int FirstSize = HttpRequestHead.MaximumSize / 4;

        private readonly TcpConnection _client;
        private readonly IClock _clock;
        private readonly long _start;

        // Null until the client has sent a byte.
        private byte[] _buffer;
        private int _headEnd;
        private int _length;
        private bool _isRefused;
        private long _end;

        // The content that is being sent.
        private IHttpContent _content;
        private int _sent;

        /// <summary>Begins the exchange; the request has not arrived yet.</summary>
        /// <param name="client">The client's connection. It is closed with the exchange.</param>
        /// <param name="clock">The clock.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public HttpExchange(TcpConnection client, IClock clock)
        {
            _client = client;
            _clock = clock;
            _client.SetTimeouts(RequestTimeout, AnswerTimeout);
            _start = _clock.Milliseconds;
            _end = _start + RequestTimeout;
        }

        /// <summary>Gets or sets whether only <see cref="Close"/> is left to do.</summary>
        public bool IsOver { get; set; }

        /// <summary>Gets whether a response is being sent, which <see cref="SendOn"/> continues.</summary>
        public bool IsAnswering
        {
            get { return _content != null; }
        }

        /// <summary>Gets the client's IPv4 address.</summary>
        public string ClientAddress
        {
            get { return _client.Address; }
        }

        /// <summary>Gets the IPv4 address of this device to which the client has connected.</summary>
        public string DeviceAddress
        {
            get { return _client.DeviceAddress; }
        }

        /// <summary>Reads the part of the head that has arrived, without blocking.</summary>
        /// <returns>The head if it is complete; otherwise null.</returns>
        /// <exception cref="RequestException">The head is malformed, too large, or too slow.</exception>
        /// <exception cref="Exception">The connection failed.</exception>
        public HttpRequestHead TakeHead()
        {
            if (_isRefused)
            {
                Drain();
                return null;
            }

            while (_client.WaitForBytes(0))
            {
                MakeRoom();
                int got = TryReceive(_buffer, _length);
                if (got == 0 && _length == 0)
                {
                    IsOver = true;
                    return null;
                }

                _length += got > 0 ? got : throw Cut();
                _headEnd = HttpRequestHead.EndOf(_buffer, _length - got, _length);
                if (_headEnd >= 0)
                {
                    return new HttpRequestHead(_buffer, _headEnd);
                }
            }

            long now = _clock.Milliseconds;
            if (_length > 0 && now >= _end)
            {
                throw Slow();
            }

            IsOver = _length == 0 && now >= _start + FirstByteTimeout;
            return null;
        }

        /// <summary>Reads the body of the request.</summary>
        /// <param name="head">The head. There must be memory for its content length.</param>
        /// <returns>The body.</returns>
        /// <exception cref="RequestException">The body is incomplete or too slow.</exception>
        /// <exception cref="Exception">The connection failed.</exception>
        public byte[] ReadBody(HttpRequestHead head)
        {
            byte[] body = new byte[head.ContentLength];
            int there = _length - _headEnd;
            there = there < body.Length ? there : body.Length;
            Array.Copy(_buffer, _headEnd, body, 0, there);
            // A client that has already sent more does not wait for 100 (RFC 9110 10.1.1).
            if (head.ExpectsContinue && there < body.Length && !_client.WaitForBytes(0))
            {
                Send(Encoding.UTF8.GetBytes("HTTP/1.1 100 Continue\r\n\r\n"));
            }

            while (there < body.Length)
            {
                there += Receive(body, there);
            }

            return body;
        }

        /// <summary>Sends a response.</summary>
        /// <param name="status">The status.</param>
        /// <param name="field">One more header field, for example "Allow: GET", or null.</param>
        /// <param name="json">The body: the bytes of a JSON text.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public void Answer(int status, string field, byte[] json)
        {
            string fields = field == null ? string.Empty : field + "\r\n";
            byte[] bytes = Head(status, "Content-Type: application/json\r\n" + fields + "Content-Length: " + json.Length + "\r\n");
            byte[] answer = new byte[bytes.Length + json.Length];
            bytes.CopyTo(answer, 0);
            json.CopyTo(answer, bytes.Length);
            Send(answer);
        }

        /// <summary>Begins a response with status 200. The end of the connection ends its body (RFC 9112 6.3). It may take 5 seconds.</summary>
        /// <param name="content">The body.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public void Answer(IHttpContent content)
        {
            Send(Head(200, content.Fields));
            _content = content;
            _buffer = null;
            _end = _clock.Milliseconds + AnswerTimeout;
        }

        /// <summary>Sends what the client accepts, without blocking.</summary>
        /// <exception cref="Exception">The connection failed.</exception>
        public void SendOn()
        {
            for (int i = 0; i < Gulps && !IsOver && _client.IsWritable; i++)
            {
                byte[] piece = _content.Read(_sent);
                if (piece == null)
                {
                    IsOver = true;
                }
                else
                {
                    Send(piece);
                    _sent += piece.Length;
                }
            }

            IsOver |= _clock.Milliseconds >= _end;
        }

        /// <summary>
        /// Sends an error response. The client then has a second to finish sending and to close first: closing while bytes arrive would reset the
        /// connection, and a reset can overtake the response (RFC 9112 9.6).
        /// </summary>
        /// <param name="refusal">Why the request is refused.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public void Refuse(RequestException refusal)
        {
            JsonWriter json = new JsonWriter();
            json.Add("error", refusal.Message);
            Answer(refusal.Status, refusal.Field, json.Finish());
            _isRefused = true;
            _end = _clock.Milliseconds + DrainTimeout;
        }

        /// <summary>Closes the connection.</summary>
        /// <exception cref="Exception">The connection could not be closed.</exception>
        public void Close()
        {
            _client.Close();
        }

        private static byte[] Head(int status, string fields)
        {
            return Encoding.UTF8.GetBytes("HTTP/1.1 " + StatusLine(status) + "\r\nConnection: close\r\n" + fields + "\r\n");
        }

        // RFC 9110 15; RFC 6585 5.
        private static string StatusLine(int status)
        {
            switch (status)
            {
                case 200: return "200 OK";
                case 202: return "202 Accepted";
                case 401: return "401 Unauthorized";
                case 403: return "403 Forbidden";
                case 404: return "404 Not Found";
                case 405: return "405 Method Not Allowed";
                case 408: return "408 Request Timeout";
                case 409: return "409 Conflict";
                case 411: return "411 Length Required";
                case 413: return "413 Content Too Large";
                case 421: return "421 Misdirected Request";
                case 431: return "431 Request Header Fields Too Large";
                case 503: return "503 Service Unavailable";
                default: return "400 Bad Request";
            }
        }

        private void MakeRoom()
        {
            if (_length == HttpRequestHead.MaximumSize)
            {
                throw new RequestException(431, "a head of at most " + _length + " bytes", "a longer one");
            }

            if (_buffer == null)
            {
                _buffer = new byte[FirstSize];
            }
            else if (_length == _buffer.Length)
            {
                byte[] longer = new byte[2 * _length];
                Array.Copy(_buffer, 0, longer, 0, _length);
                _buffer = longer;
            }
        }

        private void Send(byte[] bytes)
        {
            _client.Send(bytes, 0, bytes.Length);
        }

        private void Drain()
        {
            for (int i = 0; i < Gulps && !IsOver && _client.WaitForBytes(0); i++)
            {
                // Discarded.
                IsOver = TryReceive(_buffer, 0) == 0;
            }

            IsOver |= _clock.Milliseconds >= _end;
        }

        // Waits for at least one byte, and reads what is available and fits.
        private int Receive(byte[] buffer, int offset)
        {
            long left = _end - _clock.Milliseconds;
            if (left <= 0 || !_client.WaitForBytes((int)left))
            {
                throw Slow();
            }

            int got = TryReceive(buffer, offset);
            return got > 0 ? got : throw Cut();
        }

        private static RequestException Slow()
        {
            return new RequestException(408, "a request within " + (RequestTimeout / 1000) + " s", "only a part of it");
        }

        private static RequestException Cut()
        {
            return new RequestException(400, "a whole request", "a connection that was closed in the middle of it");
        }

        // Returns 0 if the client has closed.
        private int TryReceive(byte[] buffer, int offset)
        {
            return _client.Receive(buffer, offset, buffer.Length - offset);
        }
    }
}
