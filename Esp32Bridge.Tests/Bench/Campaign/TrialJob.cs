using System;
using System.Collections.Concurrent;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>A part with an old image, and the images of the job and of the job behind it.</summary>
    public sealed class TrialJob
    {
        /// <summary>The smallest image: its entry points behind the vector table.</summary>
        public const int SmallestImage = 300;

        private const int Sector = 256;

        private static readonly ConcurrentDictionary<(int Size, string Version, bool HasGaps), byte[]> _images = new();

        /// <summary>Creates a job.</summary>
        /// <param name="part">The name of the part.</param>
        /// <param name="oldSize">The size of the old image; 0 for an empty part.</param>
        /// <param name="newSize">The size of the new one.</param>
        /// <param name="hasGaps">Whether the new image has stretches of FF.</param>
        public TrialJob(string part, int oldSize, int newSize, bool hasGaps)
        {
            Part = part;
            HasGaps = hasGaps;
            Old = oldSize == 0 ? Array.Empty<byte>() : Image(oldSize, "1.0.0", false);
            New = Image(newSize, "2.0.0", hasGaps);
            Next = Image(newSize, "3.0.0", hasGaps);
            ushort id = Stm32Parts.Create(part).Id;
            OldDescription = new FakeImages(Old).Describe(id);
            NewDescription = new FakeImages(New).Describe(id);
            NextDescription = new FakeImages(Next).Describe(id);
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

        /// <summary>Gets what a job says of the old image.</summary>
        public ImageDescription OldDescription { get; }

        /// <summary>Gets what the job says of its image.</summary>
        public ImageDescription NewDescription { get; }

        /// <summary>Gets what the job behind it says of its image.</summary>
        public ImageDescription NextDescription { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Part}, {Old.Length} bytes before, {New.Length} bytes{(HasGaps ? " with gaps" : string.Empty)}";
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
