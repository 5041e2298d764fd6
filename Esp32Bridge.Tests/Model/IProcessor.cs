namespace Esp32Bridge.Tests.Model
{
    /// <summary>A core that runs machine code in the RAM of a part.</summary>
    public interface IProcessor
    {
        /// <summary>Runs code until it rests in a loop of one instruction, faults, or has run for too long.</summary>
        /// <param name="memory">The memories of the part; they are not changed.</param>
        /// <param name="address">The address of the stack pointer, which the entry follows.</param>
        /// <returns>What it did.</returns>
        CodeRun Run(MemoryMap memory, uint address);
    }
}
