using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.Jobs
{
    /// <summary>
    /// An ESP32 that has a power cut between two writes to its store, and the same ESP32 after the restart, with the
    /// same job on its server. Both targets have version 0.9 at first.
    /// </summary>
    public sealed class PowerCut
    {
        private const int ManyTurns = 200;
        private const int Hour = 3600 * 1000;

        private readonly string _manifest;
        private FakeJobStore _kept;
        private int _writes;
        private string _versionA;
        private string _versionB;
        private bool _leftA;
        private bool _leftB;

        /// <summary>Runs a job up to the cut.</summary>
        /// <param name="manifest">The job, number 7.</param>
        /// <param name="cut">How many writes are kept.</param>
        /// <param name="isLate">Whether the cut comes just before the next write; else it comes just after the last one.</param>
        /// <param name="failingStep">The step in which version 1.2.3 always fails on target B, or null.</param>
        public PowerCut(string manifest, int cut, bool isLate, string failingStep)
        {
            _manifest = manifest;
            FakeJobStore store = new FakeJobStore();
            JobTable table = CreateTable(store, failingStep);
            table.A.Version = "0.9";
            table.B.Version = "0.9";
            store.OnWrite = () =>
            {
                if (_writes == cut)
                {
                    _kept = store.Clone();
                }

                if (_writes == (isLate || cut == 0 ? cut : cut - 1))
                {
                    Note(table);
                }

                _writes++;
            };
            Finish(table, 1);
            if (_kept == null)
            {
                _kept = store.Clone();
                Note(table);
            }

            IsBeyondEnd = _writes < cut;
            After = CreateTable(_kept, failingStep);
            After.A.Version = _versionA;
            After.B.Version = _versionB;
            After.A.IsInBootloader = _leftA;
            After.B.IsInBootloader = _leftB;
        }

        /// <summary>Gets whether the job ended before the cut.</summary>
        public bool IsBeyondEnd { get; }

        /// <summary>Gets the objects that handle jobs, after the restart.</summary>
        public JobTable After { get; }

        /// <summary>Continues after the restart until the job has ended.</summary>
        /// <returns>The versions of both targets, with remarks.</returns>
        public string Finish()
        {
            Finish(After, ManyTurns);
            return Describe(After.A) + " " + Describe(After.B) + (After.Queue.LastFinished == 7 ? string.Empty : " not ended");
        }

        /// <summary>Continues after the restart.</summary>
        /// <param name="turns">The number of turns, with an hour between two.</param>
        public void GoOn(int turns)
        {
            Finish(After, turns);
        }

        private static JobTable CreateTable(FakeJobStore store, string failingStep)
        {
            JobTable table = new JobTable(store);
            table.A.LosesProgram = true;
            table.B.LosesProgram = true;
            table.B.Failures = failingStep == null ? 0 : int.MaxValue;
            table.B.FailingStep = failingStep;
            table.B.FailingVersion = "1.2.3";
            table.B.Error = failingStep == "health" ? new HealthException("a", "b") : table.B.Error;
            return table;
        }

        private void Finish(JobTable table, int turns)
        {
            table.Submit(_manifest);
            for (int i = 0; i < turns && table.Queue.LastFinished != 7; i++)
            {
                table.RunNext();
                table.Clock.Sleep(Hour);
            }
        }

        private static string Describe(FakeProgrammer target)
        {
            return target.Name + "=" + (target.Version == null ? "none" : target.Version) + (target.IsInBootloader ? " in its bootloader" : string.Empty);
        }

        private void Note(JobTable table)
        {
            _versionA = table.A.Version;
            _versionB = table.B.Version;
            _leftA = table.A.IsInBootloader;
            _leftB = table.B.IsInBootloader;
        }
    }
}
