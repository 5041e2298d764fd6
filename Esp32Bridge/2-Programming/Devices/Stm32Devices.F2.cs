namespace Esp32Bridge.Devices
{
    /// <content>STM32F2: RM0033. Its flash is like that of F4.</content>
    public sealed partial class Stm32Devices
    {
        /// <summary>Finds a part of the family.</summary>
        /// <param name="id">The device id.</param>
        /// <returns>The row, or null if it is of another family.</returns>
        internal static Stm32Device FindF2(ushort id)
        {
            switch (id)
            {
                case 0x411:
                    return new Stm32Device(F4)
                    {
                        Id = id,
                        Name = "STM32F205/207/215/217",
                        FlashSize = 1024 * Kilobyte,
                        RamSize = 128 * Kilobyte,
                        StartTime = 134,
                        FreeRam = 0x20002000,
                        WriteProtections = SectorBits(SectorOptions, 12),
                    };

                default: return null;
            }
        }
    }
}
