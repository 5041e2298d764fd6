namespace Esp32Bridge.Bench.Power
{
    /// <summary>The content of a part.</summary>
    /// <param name="Version">The version of its program.</param>
    /// <param name="Program">Its program.</param>
    /// <param name="Data">The data next to it, or null.</param>
    public sealed record PowerState(string Version, byte[] Program, byte[] Data);
}
