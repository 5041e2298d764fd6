using System;
using System.Collections.Concurrent;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A part with an old image, and the images of two jobs, one after the other.</summary>
    public sealed class TrialJob
    {
        /// <summary>The smallest image: its entry points are after the vector table.</summary>
        public const int SmallestImage = 300;

        // Data goes to the start of a page after the largest old image.
        private const int LargestOld = 41 * 1024;

        private const int Sector = 256;

        private static readonly ConcurrentDictionary<(int Size, string Version, bool HasGaps), byte[]> _images = new();

        /// <summary>Creates a job.</summary>
        /// <param name="part">The name of the part, see <see cref="TrialPart"/>.</param>
        /// <param name="oldSize">The size of the old image; 0 for an empty part.</param>
        /// <param name="newSize">The size of the new one.</param>
        /// <param name="hasGaps">Whether the new image has stretches of FF.</param>
        /// <param name="isData">Whether the images of the jobs are data next to the old image.</param>
        public TrialJob(string part, int oldSize, int newSize, bool hasGaps, bool isData = false)
        {
            Stm32Part chip = TrialPart.Create(part);
            Part = part;
            Offset = isData ? PlaceOfData(chip) : 0;
            HasGaps = hasGaps;
            Old = oldSize == 0 ? Array.Empty<byte>() : Image(oldSize, "1.0.0", false);
            New = Image(newSize, "2.0.0", hasGaps);
            Next = Image(newSize, "3.0.0", hasGaps);
            DeviceId = chip.Id;
        }

        /// <summary>Gets the name of the part, see <see cref="TrialPart"/>.</summary>
        public string Part { get; }

        /// <summary>Gets whether the new image has stretches of FF.</summary>
        public bool HasGaps { get; }

        /// <summary>Gets the initial image of the part.</summary>
        public byte[] Old { get; }

        /// <summary>Gets the image of the first job.</summary>
        public byte[] New { get; }

        /// <summary>Gets the image of the second job.</summary>
        public byte[] Next { get; }

        /// <summary>Gets the device id of the part.</summary>
        public ushort DeviceId { get; }

        /// <summary>Gets the offset of the jobs' images from the start of the flash.</summary>
        public int Offset { get; }

        /// <summary>Gets whether they are data next to the old image.</summary>
        public bool IsData
        {
            get { return Offset > 0; }
        }

        /// <summary>Gets how much data a part has room for next to an old image.</summary>
        /// <param name="part">The name of the part.</param>
        /// <returns>The number of bytes.</returns>
        public static int RoomForData(string part)
        {
            Stm32Part chip = TrialPart.Create(part);
            return chip.FlashSize - PlaceOfData(chip);
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Part}, {Old.Length} bytes before, {New.Length} bytes{(HasGaps ? " with gaps" : string.Empty)}{(IsData ? " of data" : string.Empty)}";
        }

        private static int PlaceOfData(Stm32Part chip)
        {
            return chip.StartOfPage(chip.PageAt(LargestOld) + 1);
        }

        private static byte[] Image(int size, string version, bool hasGaps)
        {
            return _images.GetOrAdd((size, version, hasGaps), static key =>
            {
                byte[] image = FakeImages.Program(key.Size, key.Version);
                for (int start = 2 * Sector; key.HasGaps && start + Sector < key.Size; start += 2 * Sector)
                {
                    // Each gap begins and ends within a block.
                    Array.Fill(image, (byte)0xFF, start - 40, Sector);
                }

                return image;
            });
        }
    }
}
