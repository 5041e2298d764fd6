using System;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Bench.Pty;
using Esp32Bridge.EndToEnd.Peers;
using Esp32Bridge.Tool.Jobs;
using Xunit;

namespace Esp32Bridge.EndToEnd.Fetch
{
    /// <summary>A board on which the program of target A is the client in C, which fetches its image on a trigger; target B is as usual.</summary>
    internal sealed class FetchBoard : IDisposable
    {
        private readonly TerminalProgram _program;

        /// <summary>Sets up the board with its supply off.</summary>
        /// <param name="size">The length of the images in bytes.</param>
        public FetchBoard(int size = 5000)
        {
            Test = new TestBoard(size: size);
            _program = new TerminalProgram(Test.Board, Test.Board.Part("A"));
        }

        /// <summary>Gets the board.</summary>
        public TestBoard Test { get; }

        /// <summary>Gets the client.</summary>
        public FetchClient Client { get; } = new FetchClient();

        /// <summary>Gets the new image of A.</summary>
        public byte[] Image
        {
            get { return Test.New("A"); }
        }

        /// <summary>Starts the client. It then waits for the trigger.</summary>
        /// <param name="mode">The mode of the client, see host.c.</param>
        public void Start(params string[] mode)
        {
            Client.Start(_program.Path, mode);
        }

        /// <summary>Makes a job in which A fetches its image, and B gets its own through its bootloader.</summary>
        /// <param name="number">The job's number.</param>
        /// <returns>The job, not published yet.</returns>
        public JobFile Job(int number)
        {
            JobFile job = Test.Job(number);
            job.SetMethod(0, "fetch", FetchClient.Trigger);
            return job;
        }

        /// <summary>Runs a job in which the program of A has to report its health; it has to succeed for both targets.</summary>
        public void ExpectSuccess()
        {
            JobFile job = Job(1);
            job.SetHealth(0, FetchClient.Health.TrimEnd(), 30);

            Test.RunJob(job);

            Test.Wait("job 1: ended; 2 of 2 targets programmed");
            ExpectImage();
        }

        /// <summary>A has its image, its client reports success, and B has its own image.</summary>
        public void ExpectImage()
        {
            Assert.StartsWith("10 status 0", Client.WaitForEnd());
            Assert.Equal(Image, Client.Memory);
            Assert.Equal("2.0.0", Test.Runs("B"));
        }

        /// <summary>Runs a job that fails for A without another attempt, and succeeds for B; the loop goes on.</summary>
        /// <param name="job">The job.</param>
        /// <param name="error">A part of the error.</param>
        public void ExpectFailure(JobFile job, string error)
        {
            Test.RunJob(job);

            Assert.Contains(error, Test.Wait("job 1: failed: A: "));
            Assert.DoesNotContain(Test.Board.Log.Lines, line => line.Contains("attempt 1 of 3", StringComparison.Ordinal));
            Test.Wait("job 1: ended; 1 of 2 targets programmed");
            Assert.Equal("2.0.0", Test.Runs("B"));
            int end = Test.Board.Log.Count;
            Test.Wait("B> heartbeat", end);
        }

        /// <summary>Switches everything off.</summary>
        public void Dispose()
        {
            Client.Dispose();
            Test.Dispose();
            _program.Dispose();
        }
    }
}
