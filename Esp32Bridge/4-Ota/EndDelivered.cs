namespace Esp32Bridge.Reports
{
    /// <summary>Says that the report of a job's end was delivered.</summary>
    /// <param name="job">The job's number.</param>
    public delegate void EndDelivered(int job);
}
