using System;
using Esp32Bridge.Json;
using Esp32Bridge.Ota;

namespace Esp32Bridge.Tests.Ota
{
    /// <summary>A server for reports that can refuse some.</summary>
    public sealed class FakeSink : IReportSink
    {
        /// <summary>Gets the target of each accepted report, or the first target of a job that has ended, each followed by "|".</summary>
        public string Text { get; private set; } = string.Empty;

        /// <summary>Gets the accepted reports of targets: "A programming 10 #3|".</summary>
        public string Details { get; private set; } = string.Empty;

        /// <summary>Gets the last accepted report.</summary>
        public byte[] Last { get; private set; }

        /// <summary>Gets how many reports were posted.</summary>
        public int Asked { get; private set; }

        /// <summary>Gets or sets how many of the next reports it refuses.</summary>
        public int Failures { get; set; }

        /// <summary>Gets or sets the error of a refusal.</summary>
        public Exception Error { get; set; } = new InvalidOperationException("away");

        /// <summary>Gets or sets what a post calls, or null.</summary>
        public Action OnPost { get; set; }

        /// <summary>Gets or sets whether there is no memory for a report, with or without a job.</summary>
        public bool IsShort { get; set; }

        /// <summary>Gets or sets whether there is no memory for a report during a job.</summary>
        public bool IsShortBesideJob { get; set; }

        /// <inheritdoc/>
        public bool HasRoom(bool isBesideJob)
        {
            return !IsShort && !(isBesideJob && IsShortBesideJob);
        }

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
            JsonFields fields = JsonReader.Parse(report, 4, "report", "none");
            if (fields.Has("targets"))
            {
                Text += fields.Child("targets", fields.List("targets", 8)[0]).Text("name", 32) + "|";
            }
            else if (fields.Has("target"))
            {
                Text += fields.Text("target", 32) + "|";
                Details += fields.Text("target", 32) + " " + fields.Text("state", 32) + " " + (fields.Has("percent") ? fields.Number("percent", 0, 100) : 0) + " #" + fields.Number("sequence", 1, 2000) + "|";
            }
        }
    }
}
