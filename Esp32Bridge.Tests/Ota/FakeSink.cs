using System;
using System.Text;
using Esp32Bridge.Ota;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A server for reports, which may refuse some.</summary>
    public sealed class FakeSink : IReportSink
    {
        /// <summary>Gets the reports that were taken, each with a "|" behind it.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <summary>Gets the last report that was taken.</summary>
        public byte[] Last { get; private set; }

        /// <summary>Gets how often it was asked.</summary>
        public int Asked { get; private set; }

        /// <summary>Gets or sets how many of the next reports it refuses.</summary>
        public int Failures { get; set; }

        /// <summary>Gets or sets what it throws then.</summary>
        public Exception Error { get; set; } = new InvalidOperationException("away");

        /// <summary>Gets or sets what is done when it is asked, or null.</summary>
        public Action OnPost { get; set; }

        /// <inheritdoc/>
        public void Post(byte[] report)
        {
            Asked++;
            OnPost?.Invoke();
            if (Failures > 0)
            {
                Failures--;
                throw Error;
            }

            Last = report;
            Text += Encoding.UTF8.GetString(report, 0, report.Length) + "|";
        }
    }
}
