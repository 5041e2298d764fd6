using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Xunit;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>A board with a hostile server. The firmware's time runs faster, so that its pauses and timeouts end.</summary>
    public sealed class HostileBoard : IDisposable
    {
        /// <summary>The name of the server.</summary>
        public const string Host = "evil.example.com";

        private const int PollInterval = 50;

        /// <summary>Sets up a board with its supply off.</summary>
        /// <param name="timeScale">How many times faster the firmware's time runs.</param>
        public HostileBoard(int timeScale)
        {
            Test.Board.Esp32.Hosts[Host] = Server.Port;
            Test.Board.Esp32.TimeScale = timeScale;
            Test.Description.ManifestUrl = $"http://{Host}/job.json";
            Test.Description.PollInterval = PollInterval * timeScale;
            Server.Put("/A.bin", Test.New("A"));
            Server.Put("/B.bin", Test.New("B"));
        }

        /// <summary>Gets the board.</summary>
        public TestBoard Test { get; } = new TestBoard();

        /// <summary>Gets the server.</summary>
        public RawServer Server { get; } = new RawServer();

        /// <summary>The answer replaces the manifest; then its signature; then an image. Then everything is normal again.</summary>
        /// <param name="kind">The kind of answer, for the message.</param>
        /// <param name="answer">Makes the server answer a path in this way.</param>
        /// <param name="expected">The expected value in the error.</param>
        /// <param name="got">The actual value in the error.</param>
        public void ExpectRefusal(string kind, Action<string> answer, string expected, string got)
        {
            answer("/job.json");
            Test.Board.PowerOn();
            ExpectNoJob(kind, "/job.json", expected, got);

            answer("/job.json.sig");
            Server.Put("/job.json", Test.Job(1).ToBytes());
            ExpectNoJob(kind, "/job.json.sig", expected, got);

            answer("/A.bin");
            ExpectFailureOfA(kind, expected + ".*; got " + got);
            Assert.Equal("1.0.0", Test.Runs("A"));
            ExpectRecovery(2);
        }

        /// <summary>A manifest is refused, and then everything is normal again.</summary>
        /// <param name="kind">The kind of manifest, for the message.</param>
        /// <param name="manifest">The manifest.</param>
        /// <param name="error">A part of the error.</param>
        public void ExpectNoManifest(string kind, byte[] manifest, string error)
        {
            PublishRaw(manifest);
            Test.Board.PowerOn();

            // A busy PC can lose a connection before.
            string line = Test.Wait(error);
            Assert.True(line.StartsWith("no job: ", StringComparison.Ordinal), $"{kind}: {line}");
            ExpectLoop();
            ExpectRecovery(1);
        }

        /// <summary>Job 1 fails for A, or waits for the server, and succeeds for B.</summary>
        /// <param name="kind">The kind of fault, for the message.</param>
        /// <param name="error">The expected and the actual value.</param>
        public void ExpectFailureOfA(string kind, string error)
        {
            Server.Publish(Test.Job(1));
            if (!Test.Board.Esp32.IsOn)
            {
                Test.Board.PowerOn();
            }

            Regex verdict = new Regex("^job 1: (failed|waits): A: ");
            SpinWait.SpinUntil(() => Test.Board.Log.Lines.Any(verdict.IsMatch), TimeSpan.FromSeconds(60));
            string line = Test.Board.Log.Lines.FirstOrDefault(verdict.IsMatch);
            Assert.True(line != null && Regex.IsMatch(line, "download: expected " + error), $"{kind}: {line}");
            Test.Wait("job 1: B: started with version 2.0.0");
            Assert.Equal("2.0.0", Test.Runs("B"));
        }

        /// <summary>A good image and a good job bring A its new program.</summary>
        /// <param name="number">The job's number.</param>
        public void ExpectRecovery(int number)
        {
            Server.Put("/A.bin", Test.New("A"));
            Server.Publish(Test.Job(number));
            Test.WaitForEnd(number);
            Assert.Equal("2.0.0", Test.Runs("A"));
            Assert.True(Test.Holds("A", Test.New("A")));
            ExpectLoop();
        }

        /// <summary>The application loop goes on.</summary>
        public void ExpectLoop()
        {
            int from = Test.Board.Log.Count;
            Test.Wait("A> heartbeat", from);
            Test.Wait("B> heartbeat", from);
        }

        /// <summary>Publishes any manifest with a valid signature.</summary>
        /// <param name="manifest">The manifest.</param>
        public void PublishRaw(byte[] manifest)
        {
            Server.Put("/job.json.sig", JobSignature.Of(manifest));
            Server.Put("/job.json", manifest);
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Test.Dispose();
            Server.Dispose();
        }

        private void ExpectNoJob(string kind, string path, string expected, string got)
        {
            // The first poll can end in a timeout on a busy PC.
            Regex error = new Regex($"^no job: fetch http://{Host}{path}: expected {expected}.*; got {got}");
            bool isTold = SpinWait.SpinUntil(() => Test.Board.Log.Lines.Any(error.IsMatch), TimeSpan.FromSeconds(60));
            Assert.True(isTold, $"{kind}: {string.Join('\n', Test.Board.Log.Lines)}");
            ExpectLoop();
        }
    }
}
