using System;
using System.Linq;
using Esp32Bridge.An3155;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Xunit;
using Xunit.Abstractions;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>Allocations of the firmware's own code while it programs: buffers once a job, and nothing for a block.</summary>
    // Alone: a garbage collection caused by another test counts the rest of this thread's allocation context as allocated.
    [Collection(AloneCollection.Name)]
    public class AllocationTests
    {
        private const int SmallImage = 16 * 1024;
        private const int LargeImage = CannedPart.FlashSize;

        // One line in the log, 8 bytes for each 2 KiB, and the places where a download can begin; nothing else grows with the image.
        private const long MostForALargerImage = 256 + (LargeImage / 2048 * 8) + 1024;

        // The hash of the whole image, after its last piece.
        private const long MostForTheHash = 64;

        private readonly ITestOutputHelper _output;

        public AllocationTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(SmallImage)]
        [InlineData(LargeImage)]
        public void A_block_is_written_and_read_back_without_any_allocation(int size)
        {
            byte[] image = FakeImages.Program(size, "2.0.0");
            Program(new CannedPart(), image);
            CannedPart part = new CannedPart();

            Program(part, image);

            Assert.Equal(image, part.Flash.Take(size));
            int blocks = size / BootloaderClient.BlockSize;
            Assert.Equal(blocks + 2, part.Writes);
            long[] allocated = part.AllocatedAt.Take(blocks).Skip(1).Zip(part.AllocatedAt, (after, before) => after - before).ToArray();
            _output.WriteLine($"{size} bytes: {allocated.Sum()} bytes allocated between the first of {blocks} blocks and the last one");
            Assert.InRange(allocated.Sum(), 0, MostForTheHash);
            Assert.All(allocated.SkipLast(8), bytes => Assert.Equal(0, bytes));
        }

        [Fact]
        public void A_block_that_is_there_is_compared_without_any_allocation()
        {
            byte[] image = FakeImages.Program(LargeImage, "2.0.0");
            byte[] small = FakeImages.Program(SmallImage, "2.0.0");
            Repeat(small);

            long forSmall = Repeat(small);
            long forLarge = Repeat(image);

            _output.WriteLine($"unchanged: {forSmall} bytes for 16 KiB, {forLarge} bytes for 1 MiB");
            Assert.InRange(forLarge, 0, forSmall + MostForALargerImage);
        }

        [Fact]
        public void A_job_with_an_image_of_1_MiB_allocates_no_more_than_one_with_16_KiB()
        {
            byte[] small = FakeImages.Program(SmallImage, "2.0.0");
            byte[] large = FakeImages.Program(LargeImage, "2.0.0");
            Program(new CannedPart(), small);

            long forSmall = Program(new CannedPart(), small);
            long forLarge = Program(new CannedPart(), large);

            _output.WriteLine($"programmed: {forSmall} bytes for 16 KiB, {forLarge} bytes for 1 MiB");
            Assert.InRange(forLarge, 0, forSmall + MostForALargerImage);
        }

        private static long Repeat(byte[] image)
        {
            CannedPart part = new CannedPart();
            image.CopyTo(part.Flash, 0);
            long allocated = Program(part, image);
            Assert.Equal(0, part.Writes);
            return allocated;
        }

        // What the whole job allocated, in bytes.
        private static long Program(CannedPart part, byte[] image)
        {
            FakeImages source = new FakeImages(image);
            ImageDescription description = source.Describe(CannedPart.Id, 0x08000000, true);
            Silence silence = new Silence();
            long before = GC.GetAllocatedBytesForCurrentThread();
            ITargetProgrammer programmer = Programmers.Create("A", part, silence, silence, new FakeLog());
            ProgrammerSteps.Program(programmer, description, source, new FakeFlash().Begin());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
