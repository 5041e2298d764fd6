using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Measures how much memory it takes to program a target: the allocated bytes, as .NET counts them, on a recorded line that
    /// allocates nothing; and the arrays reachable from the target when its image is written. Objects are larger in .NET than on an ESP32.
    /// </summary>
    public static class AllocationBenchmark
    {
        private const string Part = "U575";
        private const int BlockSize = 256;

        // .NET's own threads are counted too, and allocate now and then: the least of several readings is the firmware's.
        private const int Readings = 10;

        private const int PieceSize = 2048;

        private static readonly int[] _sizes = { 16 * 1024, 1024 * 1024 };

        /// <summary>Measures a small image and a large one. Nothing else should run in this process.</summary>
        /// <returns>The results. The first one is that of the small image.</returns>
        public static IReadOnlyList<AllocationResult> Run()
        {
            return _sizes.Select(Measure).ToArray();
        }

        /// <summary>Computes the cost of a block of the image.</summary>
        /// <param name="small">The result of a small image.</param>
        /// <param name="large">The result of a large one.</param>
        /// <returns>The bytes for each 256 bytes of the image.</returns>
        public static double PerBlock(AllocationResult small, AllocationResult large)
        {
            // The check values of the image's pieces are not counted. Where all is read back, there are no CRCs.
            long values = (long)CheckedImage.MemoryOf(large.Size) - CheckedImage.MemoryOf(small.Size) - ((large.Size - small.Size) / PieceSize * sizeof(uint));
            return (double)(large.Job - small.Job - values) * BlockSize / (large.Size - small.Size);
        }

        private static AllocationResult Measure(int size)
        {
            FakeClock clock = new FakeClock();
            byte[] image = FakeImages.Program(size, "2.0.0");
            ModelTarget part = WireBenchmark.Install(Stm32Parts.Create(Part), FakeImages.Program(size, "1.0.0"), clock);
            RecordedTarget line = new RecordedTarget(part, clock);
            ImageDescription description = new FakeImages(image).Describe(part.Part.Part.Id, Stm32Part.FlashBase, true);
            MemoryImage source = new MemoryImage(image);
            BufferWatch watch = new BufferWatch();
            Silence silence = new Silence();
            TargetProgrammer watched = Programmers.Create("A", line, clock, watch, silence, new NoBackground());
            CheckedImage checkedImage = new CheckedImage(description, source);
            watched.Check(checkedImage);
            watch.Session = watched.Enter(checkedImage, new FakeFlash().Begin());
            watch.Session.Write();
            watch.Session.Commit();
            watch.Session.Release();
            AllocationResult least = null;
            for (int i = 0; i < Readings; i++)
            {
                line.Rewind();
                long before = GC.GetTotalAllocatedBytes(true);
                TargetProgrammer programmer = Programmers.Create("A", line, clock, silence, silence, new NoBackground());
                long created = GC.GetTotalAllocatedBytes(true);
                WireBenchmark.Program(programmer, description, source);
                long done = GC.GetTotalAllocatedBytes(true);
                if (least == null || done - before < least.Once + least.Job)
                {
                    least = new AllocationResult(size, created - before, done - created, watch.Found);
                }
            }

            return least;
        }
    }
}
