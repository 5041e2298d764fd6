using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>The objects that handle jobs, with two fake targets: A and B.</summary>
    public sealed class JobTable
    {
        /// <summary>The address that manifests come from.</summary>
        public const string Url = "http://host/jobs/job.json";

        /// <summary>The name of the device.</summary>
        public const string Device = "bridge-1";

        /// <summary>The fleet that it belongs to.</summary>
        public const string Fleet = "bridges";

        private const int LongestPause = 60 * 60 * 1000;

        private readonly JobRunner _runner;
        private TakenJob _taken;

        /// <summary>Creates the objects, with an empty store.</summary>
        public JobTable()
            : this(new FakeJobStore())
        {
        }

        /// <summary>Creates the objects with the content of a store, as after a restart.</summary>
        /// <param name="store">The store.</param>
        public JobTable(FakeJobStore store)
        {
            Store = store;
            A = new FakeProgrammer("A", Events) { Trace = Trace };
            B = new FakeProgrammer("B", Events) { Trace = Trace };
            Trust = new JobTrust(store, new byte[][] { FakeSignature.Key }, Log);
            Queue = new JobQueue(store, Trust, Url, Stop, Clock, Log);
            Programmers = new ITargetProgrammer[] { A, B };
            Intake = new JobIntake(new FakeSignature(), new Addressee(Device, Fleet), Programmers, Queue, Url, Listener, Log);
            _runner = new JobRunner(Programmers, new FakeImages(new byte[16]), new OneByOne(), Queue, Listener, Stop, Log);
        }

        /// <summary>Gets the store.</summary>
        public FakeJobStore Store { get; }

        /// <summary>Gets which targets were programmed.</summary>
        public FakeLog Events { get; } = new FakeLog();

        /// <summary>Gets the steps of the targets.</summary>
        public FakeLog Trace { get; } = new FakeLog();

        /// <summary>Gets the log.</summary>
        public FakeLog Log { get; } = new FakeLog();

        /// <summary>Gets the time.</summary>
        public FakeClock Clock { get; } = new FakeClock();

        /// <summary>Gets the request to stop.</summary>
        public StopSignal Stop { get; } = new StopSignal();

        /// <summary>Gets the events of jobs.</summary>
        public FakeListener Listener { get; } = new FakeListener();

        /// <summary>Gets target A.</summary>
        public FakeProgrammer A { get; }

        /// <summary>Gets target B.</summary>
        public FakeProgrammer B { get; }

        /// <summary>Gets all targets.</summary>
        public ITargetProgrammer[] Programmers { get; }

        /// <summary>Gets what the device trusts.</summary>
        public JobTrust Trust { get; }

        /// <summary>Gets the queue.</summary>
        public JobQueue Queue { get; }

        /// <summary>Gets the intake.</summary>
        public JobIntake Intake { get; }

        /// <summary>Hands in a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>True if it was accepted.</returns>
        public bool Offer(Job job)
        {
            try
            {
                return Queue.Offer(job, Encoding.UTF8.GetBytes(Manifests.Good(job.Number)), FakeSignature.Key, out _);
            }
            catch (JobRefusedException)
            {
                return false;
            }
        }

        /// <summary>Hands in a manifest with its signature.</summary>
        /// <param name="manifest">The manifest.</param>
        /// <returns>True if it was accepted.</returns>
        public bool Submit(string manifest)
        {
            try
            {
                return Intake.Submit(Encoding.UTF8.GetBytes(manifest), FakeSignature.Of(manifest));
            }
            catch (JobRefusedException)
            {
                return false;
            }
        }

        /// <summary>Takes the job that is due, as the supervisor does.</summary>
        /// <returns>The job, or null.</returns>
        public Job Take()
        {
            _taken = Queue.Take();
            return _taken == null ? null : _taken.Job;
        }

        /// <summary>Runs the job that was taken.</summary>
        /// <returns>True if it has ended.</returns>
        public bool RunTaken()
        {
            bool hasEnded = _runner.Run(_taken);
            if (!hasEnded)
            {
                Queue.Postpone();
            }

            return hasEnded;
        }

        /// <summary>Runs the job that is due.</summary>
        /// <returns>True if it has ended.</returns>
        public bool RunNext()
        {
            Take();
            return RunTaken();
        }

        /// <summary>Hands in a job and runs it; a job that is already known continues after its pause.</summary>
        /// <param name="job">The job.</param>
        /// <returns>True if it has ended.</returns>
        public bool Run(Job job)
        {
            if (!Offer(job))
            {
                Clock.Sleep(LongestPause);
            }

            return RunNext();
        }

        /// <summary>Restarts the device: only the store is kept.</summary>
        /// <returns>The objects after the restart.</returns>
        public JobTable Restart()
        {
            return new JobTable(Store);
        }
    }
}
