namespace Esp32Bridge.Devices
{
    /// <summary>A RAM that can hold a stack, apart from the one at <see cref="Stm32Device.RamBase"/>: CCM, SRAM2, AXI SRAM, that of a second core.</summary>
    public sealed class RamBlock
    {
        /// <summary>Creates it.</summary>
        /// <param name="address">The address of its first byte.</param>
        /// <param name="size">Its size, in bytes.</param>
        public RamBlock(uint address, int size)
        {
            Address = address;
            Size = size;
        }

        /// <summary>Gets the address of its first byte.</summary>
        public uint Address { get; }

        /// <summary>Gets its size, in bytes.</summary>
        public int Size { get; }
    }
}
