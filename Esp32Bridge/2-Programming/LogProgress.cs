using Esp32Bridge.Logging;

namespace Esp32Bridge.Programming
{
    /// <summary>Logs each phase, and every ten percent of the long ones. One instance per target.</summary>
    public sealed class LogProgress : IProgress
    {
        private readonly ILog _log;
        private ProgrammingPhase _phase = ProgrammingPhase.Done;
        private int _tenth;

        /// <summary>Creates the report.</summary>
        /// <param name="log">Where the lines go.</param>
        public LogProgress(ILog log)
        {
            _log = log;
        }

        /// <inheritdoc/>
        public void Report(string target, ProgrammingPhase phase, int done, int total)
        {
            bool isLong = phase == ProgrammingPhase.Writing || phase == ProgrammingPhase.Sending;
            int tenth = isLong ? Percentage.TenthOf(Percentage.Of(done, total)) : 0;
            if (phase == _phase && tenth == _tenth)
            {
                return;
            }

            _phase = phase;
            _tenth = tenth;
            _log.Write(target + ": " + NameOf(phase) + (tenth == 0 ? string.Empty : " " + tenth + " %"));
        }

        private static string NameOf(ProgrammingPhase phase)
        {
            switch (phase)
            {
                case ProgrammingPhase.Checking:
                    return "checking the image";
                case ProgrammingPhase.Entering:
                    return "entering the bootloader";
                case ProgrammingPhase.Asking:
                    return "asking its program to take the image";
                case ProgrammingPhase.Sending:
                    return "sending";
                case ProgrammingPhase.Writing:
                    return "writing";
                case ProgrammingPhase.Verifying:
                    return "verifying";
                case ProgrammingPhase.Committing:
                    return "committing";
                case ProgrammingPhase.Starting:
                    return "starting";
                case ProgrammingPhase.AwaitingHealth:
                    return "waiting for its sign of health";
                default:
                    return "done";
            }
        }
    }
}
