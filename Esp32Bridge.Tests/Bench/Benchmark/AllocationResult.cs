using System.Collections.Generic;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>The memory that it takes to program one target.</summary>
    /// <param name="Size">The length of the image in bytes.</param>
    /// <param name="Once">The bytes of .NET that a target allocates once, at the start of the firmware.</param>
    /// <param name="Job">The bytes of .NET that a job allocates in addition.</param>
    /// <param name="Buffers">The arrays that the target holds when its image is written: the field, and the bytes.</param>
    public sealed record AllocationResult(int Size, long Once, long Job, IReadOnlyDictionary<string, int> Buffers);
}
