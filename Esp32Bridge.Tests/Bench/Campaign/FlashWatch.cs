using System;
using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>
    /// Looks at a flash after every change: what the part would start, were it reset with BOOT0 low now, has to be a whole
    /// image, or nothing; and nothing of what a server gave in the place of an image may be in it.
    /// </summary>
    public sealed class FlashWatch
    {
        // So many bytes in a row are no accident.
        private const int Stretch = 8;

        private readonly VirtualStm32 _part;
        private readonly byte[][] _images;
        private readonly SortedList<int, byte[]> _foreign = new SortedList<int, byte[]>();
        private int _revision = -1;

        // The image that it would start, as far as that has not changed since.
        private byte[] _started;

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

        /// <summary>Says what must not get into the flash.</summary>
        /// <param name="offset">The place of the image, from the start of the flash; a multiple of 8.</param>
        /// <param name="image">The image.</param>
        /// <param name="foreign">What is given in its place, of any length.</param>
        public void Forbid(int offset, byte[] image, byte[] foreign)
        {
            for (int start = 0; start < foreign.Length; start += Stretch)
            {
                byte[] bytes = StretchOf(foreign, start, _part.Part.ErasedValue);
                if (!bytes.AsSpan().SequenceEqual(StretchOf(image, start, _part.Part.ErasedValue)))
                {
                    _foreign.Add(offset + start, bytes);
                }
            }
        }

        /// <summary>Tells whether the flash holds an image, every byte of it.</summary>
        /// <param name="image">The image.</param>
        /// <param name="offset">Its place, from the start of the flash.</param>
        /// <returns>True when it does.</returns>
        public bool Holds(byte[] image, int offset = 0)
        {
            Flash flash = _part.Memory.Flash;
            for (int i = 0; i < image.Length; i++)
            {
                if (flash.Read(offset + i) != image[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Looks.</summary>
        public void Look()
        {
            Flash flash = _part.Memory.Flash;
            int revision = flash.Revision;
            if (revision == _revision)
            {
                return;
            }

            // Of more than one change nobody knows where they were.
            int from = revision == _revision + 1 ? flash.ChangedFrom : 0;
            int end = revision == _revision + 1 ? from + flash.ChangedCount : flash.Size;
            _revision = revision;
            Complaint ??= FindMixture(from) ?? FindForeign(from, end);
        }

        private string FindMixture(int from)
        {
            if (!CanStart)
            {
                _started = null;
                return null;
            }

            if (_started != null && from >= _started.Length)
            {
                return null;
            }

            _started = Array.Find(_images, image => Holds(image));
            return _started == null ? $"after change {_revision} of the flash, at 0x{_part.Bootloader.LastAddress:X8}, the part would start a mixture" : null;
        }

        private string FindForeign(int from, int end)
        {
            for (int place = from / Stretch * Stretch; _foreign.Count > 0 && place < end; place += Stretch)
            {
                if (_foreign.TryGetValue(place, out byte[] bytes) && Holds(bytes, place))
                {
                    return $"after change {_revision} of the flash, it holds bytes at 0x{Stm32Part.FlashBase + (uint)place:X8} that are not the image's but another one's";
                }
            }

            return null;
        }

        // The rest of a last unit is as an erased one.
        private static byte[] StretchOf(byte[] image, int start, byte erased)
        {
            byte[] bytes = new byte[Stretch];
            Array.Fill(bytes, erased);
            int count = Math.Min(Stretch, image.Length - start);
            if (count > 0)
            {
                Array.Copy(image, start, bytes, 0, count);
            }

            return bytes;
        }
    }
}
