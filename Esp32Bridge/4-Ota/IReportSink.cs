namespace Esp32Bridge.Ota
{
    /// <summary>The destination of reports.</summary>
    public interface IReportSink
    {
        /// <summary>Tells whether there is memory to deliver a report. Jobs have priority.</summary>
        /// <param name="isBesideJob">Whether a job is being carried out now.</param>
        /// <returns>True if there is.</returns>
        bool HasRoom(bool isBesideJob);

        /// <summary>Delivers a report.</summary>
        /// <param name="report">The bytes of a JSON text.</param>
        /// <exception cref="System.Exception">The report was not accepted.</exception>
        void Post(byte[] report);
    }
}
