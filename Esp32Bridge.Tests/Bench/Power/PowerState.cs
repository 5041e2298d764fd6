namespace Esp32Bridge.Bench.Power
{
    /// <summary>What a part holds.</summary>
    /// <param name="Version">The version of its program.</param>
    /// <param name="Program">Its program.</param>
    /// <param name="Data">The data beside it, or null.</param>
    public sealed record PowerState(string Version, byte[] Program, byte[] Data);
}
