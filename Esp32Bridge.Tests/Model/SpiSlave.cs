namespace Esp32Bridge.Tests.Model
{
    /// <summary>The SPI of a part: what its bootloader does on the bus (AN4286).</summary>
    public sealed class SpiSlave
    {
        private readonly VirtualStm32 _part;
        private bool _isSelected;

        /// <summary>Creates the SPI of a part.</summary>
        /// <param name="part">The part.</param>
        public SpiSlave(VirtualStm32 part)
        {
            _part = part;
        }

        /// <summary>Sets the level at NSS.</summary>
        /// <param name="isSelected">Whether it is low.</param>
        /// <param name="now">The time.</param>
        public void Select(bool isSelected, long now)
        {
            _part.Advance(now);
            _isSelected = isSelected;
        }

        /// <summary>A byte goes both ways.</summary>
        /// <param name="fromMaster">The byte of the master.</param>
        /// <param name="now">The time of its last bit.</param>
        /// <returns>The byte of the part; FF if nothing drives the line.</returns>
        public byte Exchange(byte fromMaster, long now)
        {
            _part.Advance(now);
            return 0xFF;
        }
    }
}
