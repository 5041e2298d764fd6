using System;
using System.Text;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Network
{
    /// <summary>
    /// A request and its answer, over the connection of a client. One that is slow is given up: it may take 2 seconds for its
    /// first byte, and 10 for all.
    /// </summary>
    internal sealed class HttpExchange
    {
        private const int FirstByteTimeout = 2 * 1000;
        private const int RequestTimeout = 10 * 1000;
        private const int AnswerTimeout = 5 * 1000;
        private const int DrainTimeout = 1000;

        // Most heads are shorter; for others it grows up to the largest.
        private const int FirstSize = HttpRequestHead.MaximumSize / 4;

        private static readonly byte[] _continue = Encoding.UTF8.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

        private readonly TcpConnection _client;
        private readonly IClock _clock;
        private byte[] _buffer = new byte[FirstSize];
        private long _deadline;
        private int _headEnd;
        private int _length;

        /// <summary>Begins with a client whose request has not come yet.</summary>
        /// <param name="client">Its connection, which somebody else closes.</param>
        /// <param name="clock">The clock.</param>
        /// <exception cref="Exception">The connection failed.</exception>
        public HttpExchange(TcpConnection client, IClock clock)
        {
            _client = client;
            _clock = clock;
            _client.SetTimeouts(RequestTimeout, AnswerTimeout);
            _deadline = _clock.Milliseconds + RequestTimeout;
        }

        /// <summary>Gets the client's IPv4 address.</summary>
        public string ClientAddress
        {
            get { return _client.Address; }
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
                MakeRoom();
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
            // Who has sent more than that already does not wait to be asked (RFC 9110 10.1.1).
            if (head.ExpectsContinue && there < body.Length && !_client.WaitForBytes(0))
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
                case 503: return "503 Service Unavailable";
                case 431: return "431 Request Header Fields Too Large";
                default: return "400 Bad Request";
            }
        }

        private void MakeRoom()
        {
            if (_length == HttpRequestHead.MaximumSize)
            {
                throw new RequestException(431, "a head of at most " + _length + " bytes", "more");
            }

            if (_length == _buffer.Length)
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
