using System;
using System.Net.Sockets;
using System.Text;
using Esp32Bridge.Network;
using Xunit;

namespace Esp32Bridge.EndToEnd.Network
{
    /// <summary>An answer that is sent in pieces, as fast as its client reads.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class LargeAnswerTests : IDisposable
    {
        private const string Request = "GET /pieces HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

        private readonly Pieces _pieces = new Pieces();
        private ServingChip _chip;

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(100)]
        public void A_large_answer_is_complete_and_ends_with_the_connection(int pieces)
        {
            _chip = new ServingChip(more: _pieces);
            _pieces.Count = pieces;

            string answer = _chip.Talk(Request);

            Assert.StartsWith("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/x-pieces\r\n\r\n", answer, StringComparison.Ordinal);
            Assert.Equal(pieces * Pieces.Size, answer.Length - answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
        }

        [Fact]
        public void A_client_that_does_not_read_is_dropped_and_keeps_no_other_waiting()
        {
            // Five seconds of the device are a sixth of a second here.
            _chip = new ServingChip(30, more: _pieces);
            _pieces.Count = int.MaxValue / Pieces.Size;
            using TcpClient idle = _chip.Connect();
            idle.ReceiveBufferSize = 4096;
            idle.GetStream().Write(Encoding.ASCII.GetBytes(Request));

            for (int i = 0; i < 50; i++)
            {
                Assert.StartsWith("HTTP/1.1 200 ", _chip.Talk("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
            }

            // It is not sent forever either: at its end the connection is closed.
            ReadToEnd(idle.GetStream());
            Assert.InRange(_pieces.Sent, 1, _pieces.Count - 1);
        }

        [Fact]
        public void An_exception_in_the_middle_closes_the_connection_and_the_next_request_succeeds()
        {
            _chip = new ServingChip(more: _pieces);
            _pieces.Count = 10;
            _pieces.FailsAt = 5;

            Assert.Equal(5 * Pieces.Size, _chip.Talk(Request).Split("\r\n\r\n")[1].Length);
            Assert.Contains(_chip.Lines, line => line.StartsWith("job server: a client: InvalidOperationException ", StringComparison.Ordinal));
            Assert.StartsWith("HTTP/1.1 200 ", _chip.Talk("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
        }

        public void Dispose()
        {
            _chip.Dispose();
        }

        private static void ReadToEnd(NetworkStream stream)
        {
            byte[] buffer = new byte[64 * 1024];
            try
            {
                while (stream.Read(buffer) > 0)
                {
                    // Only the end of the connection matters.
                }
            }
            catch (System.IO.IOException)
            {
                // Closed while bytes were in transit.
            }
        }

        private sealed class Pieces : IHttpResource, IHttpContent
        {
            internal const int Size = 1000;

            internal int Count { get; set; }

            internal int FailsAt { get; set; } = -1;

            internal int Sent { get; private set; }

            string IHttpContent.Fields
            {
                get { return "Content-Type: text/x-pieces\r\n"; }
            }

            bool IHttpResource.TryAnswer(HttpRequest request)
            {
                if (request.Path != "/pieces")
                {
                    return false;
                }

                request.Answer(this);
                return true;
            }

            byte[] IHttpContent.Read(int offset)
            {
                Sent = offset / Size;
                if (Sent == FailsAt)
                {
                    throw new InvalidOperationException();
                }

                return Sent < Count ? Encoding.ASCII.GetBytes(new string('x', Size)) : null;
            }
        }
    }
}
