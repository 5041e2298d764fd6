using System;
using System.Collections.Concurrent;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A part with an old image, and the images of the job and of the job behind it.</summary>
    public sealed class TrialJob
    {
        /// <summary>The smallest image: its entry points behind the vector table.</summary>
        public const int SmallestImage = 300;

        // Data goes behind the largest old image, to the start of a page.
        private const int LargestOld = 41 * 1024;

        private const int Sector = 256;

        private static readonly ConcurrentDictionary<(int Size, string Version, bool HasGaps), byte[]> _images = new();

        /// <summary>Creates a job.</summary>
        /// <param name="part">The name of the part.</param>
        /// <param name="oldSize">The size of the old image; 0 for an empty part.</param>
        /// <param name="newSize">The size of the new one.</param>
        /// <param name="hasGaps">Whether the new image has stretches of FF.</param>
        /// <param name="isData">Whether the images of the jobs are data beside the old image.</param>
        public TrialJob(string part, int oldSize, int newSize, bool hasGaps, bool isData = false)
        {
            Stm32Part chip = Stm32Parts.Create(part);
            Part = part;
            Offset = isData ? PlaceOfData(chip) : 0;
            HasGaps = hasGaps;
            Old = oldSize == 0 ? Array.Empty<byte>() : Image(oldSize, "1.0.0", false);
            New = Image(newSize, "2.0.0", hasGaps);
            Next = Image(newSize, "3.0.0", hasGaps);
            DeviceId = chip.Id;
        }

        /// <summary>Gets the name of the part.</summary>
        public string Part { get; }

        /// <summary>Gets whether the new image has stretches of FF.</summary>
        public bool HasGaps { get; }

        /// <summary>Gets the image that the part runs at first.</summary>
        public byte[] Old { get; }

        /// <summary>Gets the image of the job.</summary>
        public byte[] New { get; }

        /// <summary>Gets the image of the job behind it.</summary>
        public byte[] Next { get; }

        /// <summary>Gets the device id of the part.</summary>
        public ushort DeviceId { get; }

        /// <summary>Gets where the images of the jobs go, from the start of the flash.</summary>
        public int Offset { get; }

        /// <summary>Gets whether they are data beside the old image.</summary>
        public bool IsData
        {
            get { return Offset > 0; }
        }

        /// <summary>Tells how much data beside an old image a part has room for.</summary>
        /// <param name="part">The name of the part.</param>
        /// <returns>How many bytes.</returns>
        public static int RoomForData(string part)
        {
            Stm32Part chip = Stm32Parts.Create(part);
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
