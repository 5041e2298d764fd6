using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Esp32Bridge.Images;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Tool.Jobs;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Counts the IL instructions of the firmware for a full programming, including the check of the image before it. The
    /// same sources are compiled for the ESP32 by the same compiler, with optimisation: a Release build.
    /// </summary>
    public static class InstructionBenchmark
    {
        private const string Part = "L476";
        private const int Size = 64 * 1024;
        private const int Shown = 12;

        /// <summary>Counts the instructions.</summary>
        /// <returns>The result.</returns>
        public static InstructionResult Run()
        {
            Assembly firmware = typeof(TargetProgrammer).Assembly;
            InstructionCounter counter = new InstructionCounter(firmware.Location);
            CountedContext context = new CountedContext(firmware.GetName().Name, counter.Write());
            long[] counts = new long[counter.Methods.Count];
            context.TypeOf(InstructionCounter.CounterType).GetField(InstructionCounter.CounterField).SetValue(null, counts);
            Type here = typeof(InstructionBenchmark);
            Assembly bench = context.LoadFromAssemblyName(here.Assembly.GetName());
            Action<long[]> work = bench.GetType(here.FullName).GetMethod(nameof(Program), BindingFlags.NonPublic | BindingFlags.Static).CreateDelegate<Action<long[]>>();
            work(counts);
            KeyValuePair<string, double>[] methods = counter.Methods
                .Select((name, number) => KeyValuePair.Create(name, (double)counts[number] / Size))
                .GroupBy(method => method.Key, (name, overloads) => KeyValuePair.Create(name, overloads.Sum(method => method.Value)))
                .OrderByDescending(method => method.Value)
                .ToArray();
            return new InstructionResult(Size, methods.Sum(method => method.Value), methods.Take(Shown).ToArray());
        }

        // Runs in the context of the counted firmware.
        private static void Program(long[] counts)
        {
            byte[] image = FakeImages.Program(Size, "2.0.0");
            FakeClock clock = new FakeClock();
            ModelTarget target = WireBenchmark.Install(Stm32Parts.Create(Part), FakeImages.Program(Size, "1.0.0"), clock);
            ImageDescription description = new FakeImages(image).Describe(target.Part.Part.Id);
            Silence silence = new Silence();
            TargetProgrammer programmer = Programmers.Create("A", target, clock, silence, silence, new NoBackground());
            Array.Clear(counts);
            WireBenchmark.Program(programmer, description, new MemoryImage(image));
        }
    }
}
