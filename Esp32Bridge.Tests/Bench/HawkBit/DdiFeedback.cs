using System.Collections.Generic;

namespace Esp32Bridge.Bench.HawkBit
{
    /// <summary>What a device told of an action.</summary>
    /// <param name="IsOfCancellation">Whether it is about its cancellation.</param>
    /// <param name="Execution">How far it is: "closed", "proceeding" and so on.</param>
    /// <param name="Result">What came of it: "success", "failure" or "none".</param>
    /// <param name="Count">How many steps are done, 0 where it was not said.</param>
    /// <param name="Of">Of how many.</param>
    /// <param name="Details">Texts for people.</param>
    public sealed record DdiFeedback(bool IsOfCancellation, string Execution, string Result, int Count, int Of, IReadOnlyList<string> Details);
}
