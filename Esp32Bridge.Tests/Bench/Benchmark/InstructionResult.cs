using System.Collections.Generic;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The IL instructions of the firmware that a full programming executes.</summary>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="PerByte">The instructions for each byte of the image.</param>
    /// <param name="Methods">The most expensive methods, each with its instructions for each byte, in descending order.</param>
    public sealed record InstructionResult(int Size, double PerByte, IReadOnlyList<KeyValuePair<string, double>> Methods);
}
