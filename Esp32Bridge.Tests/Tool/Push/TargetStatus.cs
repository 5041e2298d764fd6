namespace Esp32Bridge.Tool.Push
{
    /// <summary>How far a job is with a target, as the device says it.</summary>
    /// <param name="Name">The target.</param>
    /// <param name="State">Its state, as the README names them.</param>
    /// <param name="Version">The version of the image that it is to get, or an empty text.</param>
    /// <param name="Percent">How much of the image was written.</param>
    /// <param name="Cause">Why the last attempt failed, or an empty text.</param>
    /// <param name="Obstacle">Why it cannot be put back yet, or an empty text.</param>
    /// <param name="Flash">What program its flash has: "old", "at risk", "none", "new" or "unknown"; or an empty text.</param>
    public sealed record TargetStatus(string Name, string State, string Version, int Percent, string Cause, string Obstacle, string Flash);
}
