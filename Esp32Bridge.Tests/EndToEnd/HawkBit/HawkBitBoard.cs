using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.HawkBit;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.HawkBit
{
    /// <summary>A board that gets its jobs from hawkBit. Its time runs fast enough for the shortest interval.</summary>
    internal sealed class HawkBitBoard : IDisposable
    {
        /// <summary>The server's name.</summary>
        public const string Host = "hawkbit.example.com";

        /// <summary>The name of the device on the server.</summary>
        public const string Controller = "esp32bridge";

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

        /// <summary>Sets up a board with its supply off.</summary>
        /// <param name="size">The length of the images in bytes.</param>
        /// <param name="certificate">The server's certificate with its key, for https; null for http.</param>
        public HawkBitBoard(int size = 3000, X509Certificate2 certificate = null)
        {
            Server = new DdiServer(certificate);
            if (certificate == null)
            {
                // The first answer of a process takes .NET longer than the board waits at this pace.
                using HttpClient client = new HttpClient();
                client.GetAsync(new Uri($"http://127.0.0.1:{Server.Port}{Path}")).GetAwaiter().GetResult().Dispose();
            }

            Test = new TestBoard(size: size);
            Test.Board.Esp32.TimeScale = 20;
            Test.Board.Esp32.Hosts[Host] = Server.Port;
            Configure(certificate == null ? "http://" + Host : "https://" + Host, "token", DdiServer.TargetToken);
        }

        /// <summary>Gets the server.</summary>
        public DdiServer Server { get; }

        /// <summary>Gets the board.</summary>
        public TestBoard Test { get; }

        /// <summary>Gets the path of the device on the server.</summary>
        public static string Path
        {
            get { return $"/{DdiServer.Tenant}/controller/v1/{Controller}"; }
        }

        /// <summary>Configures the device.</summary>
        /// <param name="url">The server's address.</param>
        /// <param name="field">The field for the token.</param>
        /// <param name="token">The token.</param>
        public void Configure(string url, string field, string token)
        {
            string text = $$"""{ "hawkbit": { "url": "{{url}}", "{{field}}": "{{token}}" } }""";
            Test.Board.Esp32.Drive["esp32bridge.json"] = Encoding.UTF8.GetBytes(text);
        }

        /// <summary>Assigns a job that gives both parts their new image, with its images.</summary>
        /// <param name="job">The job.</param>
        /// <returns>The action.</returns>
        public DdiAction Assign(JobFile job)
        {
            byte[] manifest = job.ToBytes();
            return Server.Assign(Controller, new Dictionary<string, byte[]>
            {
                ["A.bin"] = Test.New("A"),
                ["B.bin"] = Test.New("B"),
                ["job.json"] = manifest,
                ["job.json.sig"] = JobSignature.Of(manifest),
            });
        }

        /// <summary>Waits for a condition.</summary>
        /// <param name="condition">The condition.</param>
        /// <param name="what">The description of the condition, for the error.</param>
        public void Wait(Func<bool> condition, string what)
        {
            Assert.True(SpinWait.SpinUntil(condition, _patience), what + "\n" + string.Join('\n', Test.Board.Log.Lines) + "\n" + string.Join('\n', Server.Requests));
        }

        /// <summary>Waits until an action is closed, and then for three more polls.</summary>
        /// <param name="action">The action.</param>
        /// <param name="state">The expected state.</param>
        public void WaitForEnd(DdiAction action, string state)
        {
            Wait(() => !action.IsActive, "the action is closed");
            WaitForPolls(3);
            Assert.Equal(state, action.State);
            Assert.Equal(0, action.LateClosings);
        }

        /// <summary>Waits for polls.</summary>
        /// <param name="count">The number of polls.</param>
        public void WaitForPolls(int count)
        {
            int end = Polls + count;
            Wait(() => Polls >= end, "polls");
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Test.Dispose();
            Server.Dispose();
        }

        private int Polls
        {
            get
            {
                int polls = 0;
                foreach (string request in Server.Requests)
                {
                    polls += request == "GET " + Path ? 1 : 0;
                }

                return polls;
            }
        }
    }
}
