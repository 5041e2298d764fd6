namespace Esp32Bridge.Ota
{
    /// <summary>Where reports go.</summary>
    public interface IReportSink
    {
        /// <summary>Tells whether there is memory to deliver a report: a job comes first.</summary>
        /// <param name="isBesideJob">Whether a job is carried out now.</param>
        /// <returns>True when there is.</returns>
        bool HasRoom(bool isBesideJob);

        /// <summary>Delivers a report.</summary>
        /// <param name="report">A JSON text's bytes.</param>
        /// <exception cref="System.Exception">It was not taken.</exception>
        void Post(byte[] report);
    }
}
