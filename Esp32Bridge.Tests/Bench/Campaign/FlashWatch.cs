using System;
using System.Collections.Generic;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>
    /// Checks a flash after every change: what the part would start after a reset with BOOT0 low has to be a whole image, or
    /// nothing. Also, the flash must not contain anything that a server delivered instead of an image.
    /// </summary>
    public sealed class FlashWatch
    {
        // This many equal bytes in a row are no coincidence.
        private const int Stretch = 8;

        private readonly VirtualStm32 _part;
        private readonly byte[][] _images;
        private readonly SortedList<int, byte[]> _foreign = new SortedList<int, byte[]>();
        private int _revision = -1;

        // The image that the part would start, while it has not changed.
        private byte[] _started;

        /// <summary>Creates the watch.</summary>
        /// <param name="part">The part.</param>
        /// <param name="images">The images that it may start; an empty one is none.</param>
        public FlashWatch(VirtualStm32 part, params byte[][] images)
        {
            _part = part;
            _images = Array.FindAll(images, image => image.Length > 0);
        }

        /// <summary>Gets the first violation, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>Gets whether the part would start a program.</summary>
        public bool CanStart
        {
            get { return _part.Memory.CanStart(Stm32Part.FlashBase); }
        }

        /// <summary>Sets what must not get into the flash.</summary>
        /// <param name="offset">The offset of the image from the start of the flash; a multiple of 8.</param>
        /// <param name="image">The image.</param>
        /// <param name="foreign">What is delivered instead, of any length.</param>
        public void Forbid(int offset, byte[] image, byte[] foreign)
        {
            for (int start = 0; start < foreign.Length; start += Stretch)
            {
                byte[] bytes = StretchOf(foreign, start, _part.Part.ErasedValue);

                // An erased page is no content of another image.
                bool isErased = !bytes.AsSpan().ContainsAnyExcept(_part.Part.ErasedValue);
                if (!isErased && !bytes.AsSpan().SequenceEqual(StretchOf(image, start, _part.Part.ErasedValue)))
                {
                    _foreign.Add(offset + start, bytes);
                }
            }
        }

        /// <summary>Compares the flash with an image, byte by byte.</summary>
        /// <param name="image">The image.</param>
        /// <param name="offset">Its offset from the start of the flash.</param>
        /// <returns>True if they are equal.</returns>
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

        /// <summary>Checks the flash.</summary>
        public void Look()
        {
            Flash flash = _part.Memory.Flash;
            int revision = flash.Revision;
            if (revision == _revision)
            {
                return;
            }

            // After more than one change the places are not known.
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

        // The rest of a last unit is erased.
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
