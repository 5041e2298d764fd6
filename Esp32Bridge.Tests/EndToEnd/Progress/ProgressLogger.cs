using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Esp32Bridge.EndToEnd.Progress
{
    /// <summary>Writes twice a minute how many tests have ended.</summary>
    [ExtensionUri("logger://Esp32Bridge/Progress")]
    [FriendlyName("progress")]
    public sealed class ProgressLogger : ITestLogger
    {
        private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);

        private readonly Stopwatch _time = Stopwatch.StartNew();
        private Timer _timer;
        private int _ended;
        private int _failed;

        /// <inheritdoc/>
        public void Initialize(TestLoggerEvents events, string testRunDirectory)
        {
            events.TestResult += Count;
            events.TestRunComplete += (_, _) => _timer.Dispose();
            _timer = new Timer(_ => Tell(), null, _interval, _interval);
        }

        private void Count(object sender, TestResultEventArgs result)
        {
            _ended++;
            _failed += result.Result.Outcome == TestOutcome.Failed ? 1 : 0;
        }

        private void Tell()
        {
            Console.WriteLine($"  {_time.Elapsed:mm\\:ss}  {_ended} tests have ended, {_failed} of them failed");
        }
    }
}
