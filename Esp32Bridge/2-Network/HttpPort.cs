using System;
using System.Text;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// A port that HTTP requests come to, one client at a time, with the same buffer for the heads. A client that is slow is given up:
    /// it may take 2 seconds for its first byte, and 10 for all.
    /// </summary>
    internal sealed class HttpPort
    {
        private const int Backlog = 4;
        private const int FirstByteTimeout = 2 * 1000;
        private const int RequestTimeout = 10 * 1000;
        private const int AnswerTimeout = 5 * 1000;
        private const int DrainTimeout = 1000;

        private static readonly byte[] _continue = Encoding.UTF8.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

        private readonly TcpPort _port;
        private readonly IClock _clock;
        private readonly byte[] _buffer = new byte[HttpRequestHead.MaximumSize];
        private TcpConnection _client;
        private long _deadline;
        private int _headEnd;
        private int _length;

        /// <summary>Creates the port, closed.</summary>
        /// <param name="port">Its number, 1 to 65535.</param>
        /// <param name="clock">The clock.</param>
        public HttpPort(int port, IClock clock)
        {
            _port = new TcpPort(port, Backlog);
            _clock = clock;
        }

        /// <summary>Begins to listen; <see cref="Close"/> has to follow in any case.</summary>
        /// <exception cref="Exception">The port is in use, or there is no socket left.</exception>
        public void Open()
        {
            _port.Open();
        }

        /// <summary>Stops to listen.</summary>
        public void Close()
        {
            _port.Close();
        }

        /// <summary>Waits for the next client; <see cref="Leave"/> has to follow.</summary>
        /// <exception cref="Exception">The network went, or there is no socket left.</exception>
        public void Accept()
        {
            _client = _port.Accept();
            _client.SetTimeouts(RequestTimeout, AnswerTimeout);
            _deadline = _clock.Milliseconds + RequestTimeout;
        }

        /// <summary>Gets the client's IPv4 address.</summary>
        public string ClientAddress
        {
            get { return _client.Address; }
        }

        /// <summary>Closes the client's connection.</summary>
        public void Leave()
        {
            _client.Close();
        }

        /// <summary>Reads the head of the request.</summary>
        /// <returns>The head, or null when the client has nothing to say.</returns>
        /// <exception cref="RequestException">It is malformed, too large, or too slow.</exception>
        /// <exception cref="Exception">The connection failed.</exception>
        public HttpRequestHead ReadHead()
        {
            if (!_client.WaitForBytes(FirstByteTimeout) || (_length = TryReceive(_buffer, 0)) == 0)
            {
                return null;
            }

            int searched = 0;
            while ((_headEnd = HttpRequestHead.EndOf(_buffer, searched, _length)) < 0)
            {
                searched = _length;
                if (_length == _buffer.Length)
                {
                    throw new RequestException(431, "a head of at most " + _buffer.Length + " bytes", "more");
                }

                _length += Receive(_buffer, _length);
            }

            return new HttpRequestHead(_buffer, _headEnd);
        }

        /// <summary>Reads the body of the request.</summary>
        /// <param name="head">Its head, with a length for which there is memory.</param>
        /// <returns>The body.</returns>
        /// <exception cref="RequestException">It is not complete, or too slow.</exception>
        /// <exception cref="Exception">The connection failed.</exception>
        public byte[] ReadBody(HttpRequestHead head)
        {
            byte[] body = new byte[head.ContentLength];
            int there = _length - _headEnd;
            there = there < body.Length ? there : body.Length;
            Array.Copy(_buffer, _headEnd, body, 0, there);
            if (head.ExpectsContinue && there < body.Length)
            {
                Send(_continue);
            }

            while (there < body.Length)
            {
                there += Receive(body, there);
            }

            return body;
        }

        /// <summary>Answers.</summary>
        /// <param name="status">The status.</param>
        /// <param name="allow">The method that is allowed, or null.</param>
        /// <param name="json">The body, a JSON text's bytes.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public void Answer(int status, string allow, byte[] json)
        {
            string head = "HTTP/1.1 " + StatusLine(status) + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
            head += allow == null ? string.Empty : "Allow: " + allow + "\r\n";
            head += "Content-Length: " + json.Length + "\r\n\r\n";
            byte[] bytes = Encoding.UTF8.GetBytes(head);
            byte[] answer = new byte[bytes.Length + json.Length];
            bytes.CopyTo(answer, 0);
            json.CopyTo(answer, bytes.Length);
            Send(answer);
        }

        /// <summary>
        /// Lets the client finish what it sends and close first, for a second: to close while bytes come is a reset, which
        /// can overtake the answer (RFC 9112 9.6).
        /// </summary>
        /// <exception cref="Exception">The connection failed.</exception>
        public void Drain()
        {
            _deadline = _clock.Milliseconds + DrainTimeout;
            while (WaitForBytes() && TryReceive(_buffer, 0) > 0)
            {
                // Nobody wants it.
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

        private void Send(byte[] bytes)
        {
            _client.Send(bytes, 0, bytes.Length);
        }

        // Reads what is there, as far as there is room for it; at least one byte.
        private int Receive(byte[] buffer, int offset)
        {
            if (!WaitForBytes())
            {
                throw new RequestException(408, "a request within " + (RequestTimeout / 1000) + " s", "a part of it");
            }

            int got = TryReceive(buffer, offset);
            return got > 0 ? got : throw new RequestException(400, "a whole request", "the end of the connection");
        }

        private bool WaitForBytes()
        {
            long left = _deadline - _clock.Milliseconds;
            return left > 0 && _client.WaitForBytes((int)left);
        }

        // 0 when the client has closed.
        private int TryReceive(byte[] buffer, int offset)
        {
            return _client.Receive(buffer, offset, buffer.Length - offset);
        }
    }
}
