using System;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>
    /// Looks at a flash after every change: what the part would start, were it reset with BOOT0 low now, has to be a whole
    /// image, or nothing.
    /// </summary>
    public sealed class FlashWatch
    {
        private readonly VirtualStm32 _part;
        private readonly byte[][] _images;
        private int _revision = -1;

        /// <summary>Creates the watch.</summary>
        /// <param name="part">The part.</param>
        /// <param name="images">The images that it may start; one without bytes is none.</param>
        public FlashWatch(VirtualStm32 part, params byte[][] images)
        {
            _part = part;
            _images = Array.FindAll(images, image => image.Length > 0);
        }

        /// <summary>Gets what was wrong first, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Gets whether the part would start something.</summary>
        public bool CanStart
        {
            get { return _part.Memory.CanStart(Stm32Part.FlashBase); }
        }

        /// <summary>Tells whether the flash holds an image, every byte of it.</summary>
        /// <param name="image">The image.</param>
        /// <returns>True when it does.</returns>
        public bool Holds(byte[] image)
        {
            return _part.Memory.Flash.Copy(0, image.Length).AsSpan().SequenceEqual(image);
        }

        /// <summary>Looks.</summary>
        public void Look()
        {
            int revision = _part.Memory.Flash.Revision;
            if (revision == _revision)
            {
                return;
            }

            _revision = revision;
            if (Complaint == null && CanStart && !Array.Exists(_images, Holds))
            {
                Complaint = $"after change {revision} of the flash, at 0x{_part.Bootloader.LastAddress:X8}, the part would start a mixture";
            }
        }
    }
}
