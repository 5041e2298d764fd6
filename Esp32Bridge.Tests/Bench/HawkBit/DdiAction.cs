using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Esp32Bridge.Bench.HawkBit
{
    /// <summary>
    /// An action of a target, with the states of hawkBit: running, canceling, and closed as finished, error or canceled. After
    /// a rejected cancellation it is running again.
    /// </summary>
    public sealed class DdiAction
    {
        private readonly List<DdiFeedback> _feedback = new List<DdiFeedback>();

        /// <summary>Creates a running action.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="controller">The target.</param>
        /// <param name="module">The id of its software module.</param>
        /// <param name="artifacts">The files of the module.</param>
        internal DdiAction(int id, string controller, int module, IReadOnlyDictionary<string, byte[]> artifacts)
        {
            Id = id;
            Controller = controller;
            Module = module;
            Artifacts = artifacts;
        }

        /// <summary>Gets its id.</summary>
        public int Id { get; }

        /// <summary>Gets the target.</summary>
        public string Controller { get; }

        /// <summary>Gets the id of its software module.</summary>
        public int Module { get; }

        /// <summary>Gets the files of the module.</summary>
        public IReadOnlyDictionary<string, byte[]> Artifacts { get; }

        /// <summary>Gets or sets the type of its assignment: "forced", "soft" or "downloadonly".</summary>
        public string Type { get; set; } = "forced";

        /// <summary>Gets or sets whether its maintenance window is open; null if it has none.</summary>
        public bool? IsWindowOpen { get; set; }

        /// <summary>Gets its state: "running", "canceling", "finished", "error", "canceled".</summary>
        public string State { get; private set; } = "running";

        /// <summary>Gets how often the target closed it again.</summary>
        public int LateClosings { get; private set; }

        /// <summary>Gets how often the target fetched the deployment.</summary>
        public int Retrievals { get; internal set; }

        /// <summary>Gets whether it is not closed.</summary>
        public bool IsActive
        {
            get { return State is "running" or "canceling"; }
        }

        /// <summary>Gets the accepted feedback of the target.</summary>
        public IReadOnlyList<DdiFeedback> Feedback
        {
            get
            {
                lock (_feedback)
                {
                    return _feedback.ToArray();
                }
            }
        }

        /// <summary>Gets the feedback that closed it, or null.</summary>
        public DdiFeedback Closing
        {
            get { return IsActive ? null : Feedback.Last(feedback => feedback.Execution is "closed" or "downloaded"); }
        }

        /// <summary>Gets the handling of the download that the server asks for.</summary>
        internal string Download
        {
            get { return Type == "soft" ? "attempt" : "forced"; }
        }

        /// <summary>Gets the handling of the update that the server asks for.</summary>
        internal string Update
        {
            get { return Type == "downloadonly" || IsWindowOpen == false ? "skip" : Download; }
        }

        /// <summary>Asks the target to cancel it.</summary>
        public void Cancel()
        {
            State = State == "running" ? "canceling" : State;
        }

        /// <summary>Accepts feedback of the target.</summary>
        /// <param name="feedback">The feedback.</param>
        /// <returns>The status of the answer.</returns>
        internal int Hear(DdiFeedback feedback)
        {
            lock (_feedback)
            {
                if (feedback.IsOfCancellation)
                {
                    return HearOfCancellation(feedback);
                }

                if (!IsActive)
                {
                    LateClosings += feedback.Execution == "closed" ? 1 : 0;
                    return 410;
                }

                _feedback.Add(feedback);
                State = feedback.Execution switch
                {
                    "closed" => feedback.Result == "failure" ? "error" : "finished",
                    "canceled" => "canceled",
                    "downloaded" when Type == "downloadonly" => "finished",
                    _ => State,
                };
                return 200;
            }
        }

        /// <summary>Waits until it is closed.</summary>
        /// <returns>False after a timeout.</returns>
        public bool WaitForEnd()
        {
            return SpinWait.SpinUntil(() => !IsActive, 60 * 1000);
        }

        private int HearOfCancellation(DdiFeedback feedback)
        {
            if (State is not ("canceling" or "canceled"))
            {
                return 405;
            }

            _feedback.Add(feedback);
            LateClosings += State == "canceled" && feedback.Execution == "closed" ? 1 : 0;
            State = feedback.Execution switch
            {
                "closed" => feedback.Result == "failure" ? "running" : "canceled",
                "rejected" => "running",
                _ => State,
            };
            return 200;
        }
    }
}
