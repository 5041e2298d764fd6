namespace Esp32Bridge.Tests.Model
{
    /// <summary>What machine code in the RAM of a part did.</summary>
    public sealed class CodeRun
    {
        /// <summary>Gets or sets how many instructions were executed.</summary>
        public long Instructions { get; set; }

        /// <summary>Gets or sets whether it rests in a loop of one instruction.</summary>
        public bool Rests { get; set; }

        /// <summary>Gets or sets whether the core faulted. If it does not rest either, it ran for too long.</summary>
        public bool Faults { get; set; }

        /// <summary>Gets or sets the addresses of the pieces of RAM that it changed.</summary>
        public uint[] Addresses { get; set; } = new uint[0];

        /// <summary>Gets or sets the content of these pieces afterwards.</summary>
        public byte[][] Contents { get; set; } = new byte[0][];
    }
}
