using System;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>A supervisor with an application loop and one target, A.</summary>
    public sealed class Life
    {
        private int _offered;

        /// <summary>Creates the supervisor.</summary>
        public Life()
        {
            Clock.EndOfTime = 3600000;
            Application = new FakeApplication(Events);
            Programmer = new FakeProgrammer("A", Events);
            Queue = new JobQueue(new FakeJobStore(), new JobTrust(new FakeJobStore(), new byte[0][], Log), JobTable.Url, Stop, Clock, Log);
            JobRunner runner = new JobRunner(new ITargetProgrammer[] { Programmer }, new FakeImages(new byte[16]), new OneByOne(), Queue, new FakeListener(), Stop, Log);
            Supervisor = new Supervisor(Application, Queue, runner, Clock, Log);
        }

        /// <summary>Gets what the application loop and the programmer did.</summary>
        public FakeLog Events { get; } = new FakeLog();

        /// <summary>Gets the log.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>Gets the time.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the request to stop.</summary>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets the application loop.</summary>
        public FakeApplication Application { get; }

        /// <summary>Gets the target.</summary>
        public FakeProgrammer Programmer { get; }

        /// <summary>Gets the queue.</summary>
        public JobQueue Queue { get; }

        /// <summary>Gets the supervisor.</summary>
        public Supervisor Supervisor { get; }

        /// <summary>Hands in a job with the next number.</summary>
        public void Offer()
        {
            _offered++;
            Queue.Offer(JobSamples.Create(_offered, "A"), new byte[] { (byte)_offered }, new byte[32], out _);
        }

        /// <summary>Hands in a job at one of the next turns.</summary>
        /// <param name="turn">The number of the turn, from 1.</param>
        public void OfferAtTurn(int turn)
        {
            Life life = this;
            int turns = 0;
            Application.OnTurn = () =>
            {
                turns++;
                if (turns == turn)
                {
                    life.Offer();
                }
            };
        }

        /// <summary>Runs the supervisor until the clock throws.</summary>
        public void RunUntilEndOfTime()
        {
            try
            {
                Supervisor.Run();
            }
            catch (TimeoutException)
            {
            }
            catch (InvalidOperationException)
            {
                // The exception of a job has passed: the events show that nothing happened afterwards.
            }
        }
    }
}
