using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>A server that sends raw bytes, at any pace.</summary>
    public sealed class RawServer : IDisposable
    {
        private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> _answers = new ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>>();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly Task _accepting;

        /// <summary>Starts the server on a free port.</summary>
        public RawServer()
        {
            _listener.Start();
            _accepting = Accept();
        }

        /// <summary>Gets the port.</summary>
        public int Port
        {
            get { return ((IPEndPoint)_listener.LocalEndpoint).Port; }
        }

        /// <summary>Answers a path normally.</summary>
        /// <param name="path">The path.</param>
        /// <param name="content">The body.</param>
        public void Put(string path, byte[] content)
        {
            Answer(path, $"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\n\r\n", content);
        }

        /// <summary>Publishes a job with its signature.</summary>
        /// <param name="job">The job.</param>
        public void Publish(JobFile job)
        {
            byte[] manifest = job.ToBytes();
            Put("/job.json.sig", JobSignature.Of(manifest));
            Put("/job.json", manifest);
        }

        /// <summary>Answers a path with bytes, and closes the connection after them.</summary>
        /// <param name="path">The path.</param>
        /// <param name="head">The first bytes, as a text.</param>
        /// <param name="body">The other bytes.</param>
        public void Answer(string path, string head, params byte[] body)
        {
            Answer(path, async (line, token) =>
            {
                await line.WriteAsync(Encoding.Latin1.GetBytes(head), token);
                await line.WriteAsync(body, token);
            });
        }

        /// <summary>Answers a path by code, and closes the connection when that ends.</summary>
        /// <param name="path">The path.</param>
        /// <param name="answer">Writes to the connection.</param>
        public void Answer(string path, Func<Stream, CancellationToken, Task> answer)
        {
            _answers[path] = answer;
        }

        /// <summary>Stops the server.</summary>
        public void Dispose()
        {
            _end.Cancel();
            _accepting.Wait();
            _listener.Stop();
            _end.Dispose();
        }

        private async Task Accept()
        {
            ConcurrentBag<Task> serving = new ConcurrentBag<Task>();
            try
            {
                for (;;)
                {
                    serving.Add(Serve(await _listener.AcceptTcpClientAsync(_end.Token)));
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(serving);
            }
        }

        private async Task Serve(TcpClient client)
        {
            using TcpClient open = client;
            try
            {
                open.NoDelay = true;
                using StreamReader reader = new StreamReader(open.GetStream(), Encoding.Latin1);
                string path = (await reader.ReadLineAsync(_end.Token)).Split(' ')[1];
                while (await reader.ReadLineAsync(_end.Token) != string.Empty)
                {
                }

                if (_answers.TryGetValue(path, out Func<Stream, CancellationToken, Task> answer))
                {
                    await answer(open.GetStream(), _end.Token);
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or NullReferenceException)
            {
                // The firmware has closed the connection, or the test has ended.
            }
        }
    }
}
