using System.Collections.Generic;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>How many IL instructions of the firmware a full programming executes.</summary>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="PerByte">The instructions for each byte of the image.</param>
    /// <param name="Methods">The methods that execute most of them, each with its instructions for a byte, the most expensive one first.</param>
    public sealed record InstructionResult(int Size, double PerByte, IReadOnlyList<KeyValuePair<string, double>> Methods);
}
