using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>Measures a full programming on each kind of line, in virtual time.</summary>
    public static class LineBenchmark
    {
        private const int Size = 64 * 1024;
        private const int I2cRate = 400000;
        private const int SpiRate = 8000000;
        private const int Settling = 3500;

        private static readonly string[] _parts = { "L476", "U575" };

        /// <summary>Measures all parts and lines.</summary>
        /// <param name="uarts">What was measured on UARTs.</param>
        /// <returns>The results.</returns>
        /// <exception cref="StoryException">A part does not run the image at the end.</exception>
        public static IReadOnlyList<LineResult> RunAll(IReadOnlyList<WireResult> uarts)
        {
            return _parts
                .SelectMany(part => uarts
                    .Where(result => result.Part == part && result.Size == Size)
                    .Select(result => new LineResult(part, $"UART, {result.BaudRate} baud", Size, result.ActualTotal.TimeAt(result.Turnaround), result.Computed.TimeAt(result.Turnaround)))
                    .Append(Run(part, LineKind.I2c, I2cRate))
                    .Append(Run(part, LineKind.Spi, SpiRate)))
                .ToArray();
        }

        private static LineResult Run(string part, LineKind kind, int rate)
        {
            string line = $"{(kind == LineKind.I2c ? "I2C" : "SPI")}, {rate / 1000} kHz";
            return new LineResult(part, line, Size, Measure(part, kind, rate, true), Measure(part, kind, rate, false));
        }

        private static double Measure(string partName, LineKind kind, int rate, bool isReadBack)
        {
            Stm32Part part = Stm32Parts.Create(partName);
            byte[] image = FakeImages.Program(Size, "2.0.0");
            FakeClock clock = new FakeClock();
            ModelTarget target = WireBenchmark.Install(part, FakeImages.Program(Size, "1.0.0"), clock, kind);
            target.BaudRate = rate;
            FakeImages images = new FakeImages(image);
            long start = clock.Microseconds;
            WireBenchmark.Program(Programmers.Create("A", target, clock, new FakeProgress(), new FakeLog()), images.Describe(part.Id, Stm32Part.FlashBase, isReadBack), images);
            long time = clock.Microseconds - start;
            target.Wait(Settling);
            if (target.Part.State != PartState.Application || !target.Part.Memory.Flash.Copy(0, Size).SequenceEqual(image))
            {
                throw new StoryException($"{partName} does not run its new image of {Size} bytes over {kind}");
            }

            return time / 1000000.0;
        }
    }
}
