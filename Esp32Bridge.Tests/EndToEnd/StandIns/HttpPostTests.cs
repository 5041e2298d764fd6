using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Probes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>How nanoFramework's HttpWebRequest sends a body, and how it fails.</summary>
    [Collection(AloneCollection.Name)]
    public sealed class HttpPostTests : IDisposable
    {
        private static readonly byte[] _body = Encoding.UTF8.GetBytes("{\"a\":1}");

        private readonly OtaServer _server = new OtaServer();
        private readonly FakeWires _wires = new FakeWires();

        public HttpPostTests()
        {
            _server.Handle("/post", async context =>
            {
                using StreamReader reader = new StreamReader(context.Request.Body);
                HttpRequest request = context.Request;
                string body = await reader.ReadToEndAsync();
                await context.Response.WriteAsync($"{request.Method} {request.ContentType} {request.ContentLength} {request.Host} {body}");
            });
            _server.Handle("/silent", context => Task.Delay(-1, context.RequestAborted));
        }

        [Fact]
        public void A_body_is_sent_with_its_type_and_length_and_the_host_is_named_without_its_port()
        {
            _wires.Run(() => Assert.Equal("200 POST application/json 7 127.0.0.1 {\"a\":1}", Post().Run(_server.Url + "/post")));
        }

        [Fact]
        public void An_answer_in_chunks_is_put_together()
        {
            _server.Handle("/chunks", async context =>
            {
                await context.Response.WriteAsync("one ");
                await context.Response.Body.FlushAsync();
                await context.Response.WriteAsync("two");
            });
            _wires.Run(() => Assert.Equal("200 one two", new HttpProbe().Run(_server.Url + "/chunks")));
        }

        [Fact]
        public void A_body_without_its_length_is_refused()
        {
            HttpProbe post = Post();
            post.ContentLength = -1;
            _wires.Run(() => Assert.Throws<ProtocolViolationException>(() => post.Run(_server.Url + "/post")));
        }

        [Fact]
        public void A_GET_takes_no_body()
        {
            HttpProbe post = Post();
            post.Method = "GET";
            _wires.Run(() => Assert.Throws<ProtocolViolationException>(() => post.Run(_server.Url + "/post")));
        }

        [Fact]
        public void Closing_the_bodys_stream_closes_the_connection()
        {
            HttpProbe post = Post();
            post.ClosesBody = true;
            _wires.Run(() =>
            {
                WebException error = Assert.Throws<WebException>(() => post.Run(_server.Url + "/post"));
                Assert.Equal("GetResponse() failed", error.Message);
                Assert.IsType<ObjectDisposedException>(error.InnerException);
            });
        }

        [Fact]
        public void A_missing_host_fails_in_GetRequestStream_with_the_inner_of_the_two_exceptions()
        {
            _wires.Run(() =>
            {
                WebException error = Assert.Throws<WebException>(() => Post().Run("http://nobody.example.com/post"));
                Assert.Equal("host not available", error.Message);
                Assert.IsAssignableFrom<SocketException>(error.InnerException);
            });
        }

        [Fact]
        public void A_missing_host_fails_in_GetResponse_with_two_exceptions_around_the_cause()
        {
            _wires.Run(() =>
            {
                WebException error = Assert.Throws<WebException>(() => new HttpProbe().Run("http://nobody.example.com/post"));
                Assert.Equal("GetResponse() failed", error.Message);
                Assert.Equal("host not available", Assert.IsType<WebException>(error.InnerException).Message);
            });
        }

        [Fact]
        public void The_header_timeout_ends_the_wait_for_the_head_of_the_answer()
        {
            _wires.Esp32.TimeScale = 100;
            HttpProbe post = Post();
            post.Timeout = 50 * 1000;
            _wires.Run(() => Assert.IsAssignableFrom<SocketException>(Assert.Throws<WebException>(() => post.Run(_server.Url + "/silent")).InnerException));
        }

        [Fact]
        public void The_header_timeout_does_not_cover_the_body()
        {
            _wires.Esp32.TimeScale = 10;
            _server.Handle("/slow", async context =>
            {
                await context.Response.WriteAsync("begins");
                await context.Response.Body.FlushAsync();
                await Task.Delay(12 * 1000);
                await context.Response.WriteAsync(" and ends");
            });
            HttpProbe get = new HttpProbe { Timeout = 100 * 1000, ReadTimeout = 600 * 1000 };
            _wires.Run(() => Assert.Equal("200 begins and ends", get.Run(_server.Url + "/slow")));
        }

        [Fact]
        public void A_body_that_stalls_ends_in_a_SocketException()
        {
            _wires.Esp32.TimeScale = 100;
            _server.Handle("/stalls", async context =>
            {
                await context.Response.WriteAsync("begins");
                await context.Response.Body.FlushAsync();
                await Task.Delay(-1, context.RequestAborted);
            });
            HttpProbe get = new HttpProbe { Timeout = 1000 * 1000, ReadTimeout = 200 * 1000 };
            _wires.Run(() => Assert.Equal(SocketError.TimedOut, Assert.ThrowsAny<SocketException>(() => get.Run(_server.Url + "/stalls")).SocketErrorCode));
        }

        [Theory]
        [InlineData("Host")]
        [InlineData("content-length")]
        [InlineData("Range")]
        public void Some_fields_cannot_be_set_by_name(string field)
        {
            HttpProbe get = new HttpProbe { Field = field };
            _wires.Run(() => Assert.IsType<ArgumentException>(Assert.Throws<WebException>(() => get.Run(_server.Url + "/post")).InnerException));
        }

        public void Dispose()
        {
            _wires.Dispose();
            _server.Dispose();
        }

        private static HttpProbe Post()
        {
            return new HttpProbe { Method = "POST", ContentType = "application/json", ContentLength = _body.Length, Body = _body };
        }
    }
}
