using System.Text;
using Esp32Bridge.Jobs;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Fakes;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>All that jobs go through, around two targets that are no more than names: A and B.</summary>
    public sealed class JobTable
    {
        /// <summary>The address that manifests come from.</summary>
        public const string Url = "http://host/jobs/job.json";

        /// <summary>The key of the device.</summary>
        public const string Key = "0123456789abcdef";

        /// <summary>Sets the table, with an empty store.</summary>
        public JobTable()
            : this(new FakeJobStore())
        {
        }

        /// <summary>Sets the table with what a store remembers: a restart.</summary>
        /// <param name="store">The store.</param>
        public JobTable(FakeJobStore store)
        {
            Store = store;
            A = new FakeProgrammer("A", Events) { Trace = Trace };
            B = new FakeProgrammer("B", Events) { Trace = Trace };
            Record = new JobRecord(store, Log);
            Inbox = new JobInbox(Record, Stop, Clock);
            Intake = new JobIntake(new JobSignature(Key), Inbox, Url, Listener, Log);
            Runner = new JobRunner(new ITargetProgrammer[] { A, B }, new FakeImages(new byte[16]), new OneByOne(), Record, Listener, Log) { Stop = Stop };
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

        /// <summary>Gets what was told of jobs.</summary>
        public FakeListener Listener { get; } = new FakeListener();

        /// <summary>Gets target A.</summary>
        public FakeProgrammer A { get; }

        /// <summary>Gets target B.</summary>
        public FakeProgrammer B { get; }

        /// <summary>Gets the record.</summary>
        public JobRecord Record { get; }

        /// <summary>Gets the inbox.</summary>
        public JobInbox Inbox { get; }

        /// <summary>Gets the intake.</summary>
        public JobIntake Intake { get; }

        /// <summary>Gets the runner.</summary>
        public JobRunner Runner { get; }

        /// <summary>Hands in a job.</summary>
        /// <param name="job">The job.</param>
        /// <returns>Whether it was taken.</returns>
        public bool Offer(Job job)
        {
            return Inbox.Offer(job, Encoding.UTF8.GetBytes(Manifests.Good(job.Number)));
        }

        /// <summary>Hands in a manifest with its signature.</summary>
        /// <param name="manifest">The manifest.</param>
        /// <returns>Whether it was taken.</returns>
        public bool Submit(string manifest)
        {
            return Intake.Submit(Encoding.UTF8.GetBytes(manifest), Manifests.Sign(manifest, Key));
        }

        /// <summary>Runs the job whose time has come, as the supervisor does.</summary>
        /// <returns>Whether it has ended.</returns>
        public bool RunNext()
        {
            bool hasEnded = Runner.Run(Inbox.Take());
            if (hasEnded)
            {
                Inbox.Finish();
            }
            else
            {
                Inbox.Postpone();
            }

            return hasEnded;
        }

        /// <summary>Switches off and on again: all is forgotten but the store.</summary>
        /// <returns>The table after it.</returns>
        public JobTable Restart()
        {
            JobTable table = new JobTable(Store);
            table.Inbox.Resume(Url, table.Log);
            return table;
        }
    }
}
