using System.Collections.Generic;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>What programming one target allocates, and what it holds.</summary>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="Once">What is allocated once for a target, at the start of the firmware, in bytes of .NET.</param>
    /// <param name="Job">What a job allocates besides, in bytes of .NET.</param>
    /// <param name="Buffers">The arrays that the target holds when its image is written: where, and how many bytes.</param>
    public sealed record AllocationResult(int Size, long Once, long Job, IReadOnlyDictionary<string, int> Buffers);
}
