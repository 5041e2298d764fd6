namespace Esp32Bridge.Bench.Story
{
    /// <summary>What became of a target, as the bench itself saw it.</summary>
    /// <param name="Name">The target.</param>
    /// <param name="Part">What part it is.</param>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="OldVersion">The version that ran before.</param>
    /// <param name="NewVersion">The version that runs now.</param>
    /// <param name="Seconds">How long writing and reading back took.</param>
    /// <param name="DifferingBytes">How many bytes of the flash are not those of the image.</param>
    public sealed record TargetResult(string Name, string Part, int Size, string OldVersion, string NewVersion, double Seconds, int DifferingBytes);
}
