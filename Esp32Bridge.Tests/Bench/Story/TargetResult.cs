namespace Esp32Bridge.Bench.Story
{
    /// <summary>The result of a target, as the bench itself observed it.</summary>
    /// <param name="Name">The target.</param>
    /// <param name="Part">The part.</param>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="OldVersion">The version that ran before.</param>
    /// <param name="NewVersion">The version that runs now.</param>
    /// <param name="Seconds">The time of writing.</param>
    /// <param name="DifferingBytes">The number of bytes in the flash that differ from the image.</param>
    public sealed record TargetResult(string Name, string Part, int Size, string OldVersion, string NewVersion, double Seconds, int DifferingBytes);
}
