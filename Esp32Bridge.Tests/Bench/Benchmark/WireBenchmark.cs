using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Measures the cost of a full programming on the line, in virtual time and therefore exactly: a part with a random image
    /// gets another random image.
    /// </summary>
    public static class WireBenchmark
    {
        private const int Settling = 3500;

        private static readonly string[] _parts = { "L476", "L432", "U575" };
        private static readonly int[] _sizes = { 64 * 1024, 256 * 1024 };
        private static readonly int[] _rates = { 115200, 921600 };

        /// <summary>Measures all parts, sizes and rates.</summary>
        /// <param name="turnaround">The time of each round trip in addition to its bytes, in milliseconds.</param>
        /// <returns>The results.</returns>
        public static IReadOnlyList<WireResult> RunAll(double turnaround)
        {
            return (from part in _parts from size in _sizes from rate in _rates select Run(part, size, rate, turnaround)).ToArray();
        }

        /// <summary>Measures one full programming.</summary>
        /// <param name="partName">The part.</param>
        /// <param name="size">The length of the image in bytes, a multiple of 256.</param>
        /// <param name="baudRate">The rate in baud.</param>
        /// <param name="turnaround">The time of each round trip in addition to its bytes, in milliseconds.</param>
        /// <returns>The result.</returns>
        /// <exception cref="StoryException">The part does not run the image at the end.</exception>
        public static WireResult Run(string partName, int size, int baudRate, double turnaround)
        {
            byte[] image = FakeImages.Program(size, "2.0.0");
            IReadOnlyDictionary<WirePhase, WireCost> actual = Measure(partName, image, baudRate, true);
            WireCost computed = UnicornProcessor.IsInstalled ? Measure(partName, image, baudRate, false).Values.Aggregate(default(WireCost), (sum, cost) => sum + cost) : default;
            return new WireResult(partName, size, baudRate, turnaround, actual, LeastWire.Of(Stm32Parts.Create(partName), image, baudRate), computed);
        }

        /// <summary>Makes a part that runs a program.</summary>
        /// <param name="part">The part.</param>
        /// <param name="image">The program.</param>
        /// <param name="clock">The time.</param>
        /// <param name="kind">The line to its bootloader.</param>
        /// <returns>The part on its wires.</returns>
        public static ModelTarget Install(Stm32Part part, byte[] image, FakeClock clock, LineKind kind = LineKind.Usart)
        {
            ModelTarget target = new ModelTarget(part, clock, kind);
            target.Part.Processor = UnicornProcessor.Installed;
            target.Part.PowerOff();
            target.Part.Memory.Flash.Load(0, image);
            target.Part.PowerOn(clock.Microseconds);
            target.Wait(Settling);
            return target;
        }

        /// <summary>Runs the steps of a job for a target.</summary>
        /// <param name="programmer">The target.</param>
        /// <param name="image">The image.</param>
        /// <param name="source">The source of the image.</param>
        public static void Program(ITargetProgrammer programmer, ImageDescription image, IImageSource source)
        {
            CheckedImage checkedImage = new CheckedImage(image, source);
            programmer.Check(checkedImage);
            ITargetSession session = programmer.Enter(checkedImage, new FakeFlash().Begin());
            session.Write();
            session.Commit();
            session.Release();
        }

        private static IReadOnlyDictionary<WirePhase, WireCost> Measure(string partName, byte[] image, int baudRate, bool isReadBack)
        {
            Stm32Part part = Stm32Parts.Create(partName);
            int size = image.Length;
            FakeClock clock = new FakeClock();
            ModelTarget target = Install(part, FakeImages.Program(size, "1.0.0"), clock);
            target.BaudRate = baudRate;
            CountingTarget counter = new CountingTarget(target, clock, Stm32Part.FlashBase);
            FakeImages images = new FakeImages(image);
            Program(Programmers.Create("A", counter, clock, new FakeProgress(), new FakeLog()), images.Describe(part.Id, Stm32Part.FlashBase, isReadBack), images);
            target.Wait(Settling);
            if (target.Part.State != PartState.Application || !target.Part.Memory.Flash.Copy(0, size).SequenceEqual(image))
            {
                throw new StoryException($"{partName} does not run its new image of {size} bytes at {baudRate} baud");
            }

            return counter.Finish();
        }
    }
}
