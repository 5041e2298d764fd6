using System.Collections.Generic;

namespace Esp32Bridge.Bench.HawkBit
{
    /// <summary>Feedback of a device on an action.</summary>
    /// <param name="IsOfCancellation">Whether it is feedback on the cancellation.</param>
    /// <param name="Execution">The progress: "closed", "proceeding" and so on.</param>
    /// <param name="Result">The result: "success", "failure" or "none".</param>
    /// <param name="Count">The number of completed steps, 0 if not given.</param>
    /// <param name="Of">The number of all steps.</param>
    /// <param name="Details">Texts for people.</param>
    public sealed record DdiFeedback(bool IsOfCancellation, string Execution, string Result, int Count, int Of, IReadOnlyList<string> Details);
}
