namespace Esp32Bridge.Ota
{
    /// <summary>Where reports go.</summary>
    public interface IReportSink
    {
        /// <summary>Gets whether there is memory to deliver a report: a job comes first.</summary>
        bool HasRoom { get; }

        /// <summary>Delivers a report.</summary>
        /// <param name="report">A JSON text's bytes.</param>
        /// <exception cref="System.Exception">It was not taken.</exception>
        void Post(byte[] report);
    }
}
