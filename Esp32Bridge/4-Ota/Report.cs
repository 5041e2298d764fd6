namespace Esp32Bridge.Ota
{
    /// <summary>A report that waits to be delivered.</summary>
    public sealed class Report
    {
        /// <summary>Creates a report.</summary>
        /// <param name="body">A JSON text's bytes.</param>
        /// <param name="endedJob">The number of the job whose end it tells, or 0.</param>
        public Report(byte[] body, int endedJob)
        {
            Body = body;
            EndedJob = endedJob;
        }

        /// <summary>Gets the JSON text's bytes.</summary>
        public byte[] Body { get; }

        /// <summary>Gets the number of the job whose end it tells, or 0.</summary>
        public int EndedJob { get; }
    }
}
