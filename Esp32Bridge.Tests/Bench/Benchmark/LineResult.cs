namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>How long a full programming takes on one kind of line. Times are in seconds.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Line">The line and its rate.</param>
    /// <param name="Size">The length of the image, in bytes.</param>
    /// <param name="Reading">The time if the flash is read back.</param>
    /// <param name="Computing">The time if the part computes checksums; 0 if it cannot.</param>
    public sealed record LineResult(string Part, string Line, int Size, double Reading, double Computing);
}
