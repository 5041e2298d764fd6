namespace Esp32Bridge.Tool.Push
{
    /// <summary>The progress of a target, as the device reports it.</summary>
    /// <param name="Name">The target.</param>
    /// <param name="State">Its state, as the README names them.</param>
    /// <param name="Version">The version of its new image, or an empty text.</param>
    /// <param name="Percent">The written part of the image, in percent.</param>
    /// <param name="Cause">Why the last attempt failed, or an empty text.</param>
    /// <param name="Obstacle">Why the old image cannot be restored yet, or an empty text.</param>
    /// <param name="Flash">What program is in its flash: "old", "at risk", "none", "new" or "unknown"; or an empty text.</param>
    public sealed record TargetStatus(string Name, string State, string Version, int Percent, string Cause, string Obstacle, string Flash);
}
