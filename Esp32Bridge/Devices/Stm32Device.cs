namespace Esp32Bridge.Devices
{
    /// <summary>What has to be known of a family of STM32 to program it, as far as the part cannot tell itself.</summary>
    public sealed class Stm32Device
    {
        /// <summary>Creates a row of the table.</summary>
        /// <param name="id">The device id that Get ID answers.</param>
        /// <param name="name">The name of the family.</param>
        /// <param name="flashSize">The flash of the largest part of the family, in bytes.</param>
        /// <param name="pageSize">The erase unit, in bytes.</param>
        /// <param name="programUnit">The programming unit, in bytes.</param>
        /// <param name="pageEraseTime">The longest time that the erase of one page takes, in milliseconds.</param>
        /// <param name="startTime">The time from reset to a bootloader that listens, in milliseconds.</param>
        /// <param name="flashSizeRegister">The address of the flash size in KiB (16 bits), or 0.</param>
        /// <param name="hasEmptyFlag">Whether a part that was empty at power-on boots its bootloader until the next power-on.</param>
        public Stm32Device(ushort id, string name, int flashSize, int pageSize, int programUnit, int pageEraseTime, int startTime, uint flashSizeRegister, bool hasEmptyFlag)
        {
            Id = id;
            Name = name;
            FlashSize = flashSize;
            PageSize = pageSize;
            ProgramUnit = programUnit;
            PageEraseTime = pageEraseTime;
            StartTime = startTime;
            FlashSizeRegister = flashSizeRegister;
            HasEmptyFlag = hasEmptyFlag;
        }

        /// <summary>Gets the device id that Get ID answers (AN3155 3.3).</summary>
        public ushort Id { get; }

        /// <summary>Gets the name of the family.</summary>
        public string Name { get; }

        /// <summary>Gets the address of the first byte of flash; it is the same in all STM32 of the table.</summary>
        public uint FlashBase
        {
            get { return 0x08000000; }
        }

        /// <summary>Gets the flash of the largest part of the family, in bytes.</summary>
        public int FlashSize { get; }

        /// <summary>Gets the erase unit, in bytes.</summary>
        public int PageSize { get; }

        /// <summary>Gets the programming unit, in bytes: a unit is written as a whole and once after an erase.</summary>
        public int ProgramUnit { get; }

        /// <summary>Gets the longest time that the erase of one page takes, in milliseconds.</summary>
        public int PageEraseTime { get; }

        /// <summary>Gets the time from reset to a bootloader that listens, in milliseconds.</summary>
        public int StartTime { get; }

        /// <summary>Gets the address of the flash size in KiB (16 bits), or 0 where the bootloader does not show it.</summary>
        public uint FlashSizeRegister { get; }

        /// <summary>
        /// Gets whether a part that was empty at power-on boots its bootloader at every reset until the next power-on,
        /// although it has been programmed since (AN2606, boot patterns 6 and 16).
        /// </summary>
        public bool HasEmptyFlag { get; }
    }
}
