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
    /// <summary>A server without manners: what it answers goes to the line as it is, at whatever pace a test likes.</summary>
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

        /// <summary>Has a path answered as it should be.</summary>
        /// <param name="path">The path.</param>
        /// <param name="content">The body.</param>
        public void Put(string path, byte[] content)
        {
            Answer(path, $"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\n\r\n", content);
        }

        /// <summary>Puts a job there, with its signature beside it.</summary>
        /// <param name="job">The job.</param>
        public void Publish(JobFile job)
        {
            byte[] manifest = job.ToBytes();
            Put("/job.json.sig", JobSignature.Of(manifest));
            Put("/job.json", manifest);
        }

        /// <summary>Has a path answered with some bytes, and the line closed behind them.</summary>
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

        /// <summary>Has a path answered by some code; the line is closed when it ends.</summary>
        /// <param name="path">The path.</param>
        /// <param name="answer">What writes to the line.</param>
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
                // The firmware has hung up, or the test has ended.
            }
        }
    }
}
