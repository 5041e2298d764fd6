using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// The firmware and Debian's stm32flash, which knows only one case: it writes all of one part and reads it back. All
    /// cases of a run are compared with its times in that run. Several boards run at the same time, because they mostly wait.
    /// </summary>
    public static class SideBySideBenchmark
    {
        private const int FewestLanes = 2;
        private const int MostLanes = 8;
        private const int SmallSize = 64 * 1024;
        private const int LargeSize = 256 * 1024;

        // The goals of the project, as ratios.
        private static readonly (SideBySideCase Case, string Name, double Goal)[] _cases =
        {
            (SideBySideCase.OnePart, "one part", 0.58),
            (SideBySideCase.TwoParts, "two parts, against one after the other", 0.30),
            (SideBySideCase.FewChanges, "5 % of the pages changed", 0.12),
            (SideBySideCase.Unchanged, "unchanged", 0.06),
            (SideBySideCase.Resumed, "resumed at 60 %", 0.30),
        };

        /// <summary>Gets how many boards run at the same time.</summary>
        public static int Lanes
        {
            get { return Math.Clamp(2 * Environment.ProcessorCount, FewestLanes, MostLanes); }
        }

        /// <summary>Measures all cases.</summary>
        /// <param name="runs">How often.</param>
        /// <param name="said">Called with a line after each measurement.</param>
        /// <returns>The runs.</returns>
        /// <exception cref="AggregateException">A job or stm32flash failed.</exception>
        public static IReadOnlyList<SideBySideRun> Run(int runs, Action<string> said)
        {
            List<Action> works = new List<Action>();
            List<SideBySideRun> all = new List<SideBySideRun>();
            foreach (int size in new[] { SmallSize, LargeSize })
            {
                for (int number = 1; number <= runs; number++)
                {
                    SideBySideRun run = new SideBySideRun(size, number);
                    all.Add(run);
                    works.AddRange(WorksOf(run, said));
                }
            }

            // One by one, in order, so that times that are compared are measured at about the same time.
            OrderablePartitioner<Action> oneByOne = Partitioner.Create(works, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, work => work());
            return all;
        }

        /// <summary>Compares the firmware with stm32flash.</summary>
        /// <param name="runs">The runs.</param>
        /// <returns>The comparisons.</returns>
        public static IReadOnlyList<Comparison> WithStm32Flash(IReadOnlyList<SideBySideRun> runs)
        {
            return (from size in runs.Select(run => run.Size).Distinct().Order()
                    from entry in _cases
                    let same = runs.Where(run => run.Size == size).ToArray()
                    select new Comparison(
                        entry.Name,
                        size,
                        entry.Goal,
                        same.Select(run => run.Firmware[entry.Case]).ToArray(),
                        same.Select(run => run.Reading[entry.Case]).ToArray(),
                        same.Where(run => run.Stm32Flash[0] > 0).Select(run => entry.Case == SideBySideCase.TwoParts ? run.Stm32Flash.Sum() : run.Stm32Flash[0]).ToArray())).ToArray();
        }

        /// <summary>Compares a server that is far away with a near one.</summary>
        /// <param name="runs">The runs.</param>
        /// <returns>The comparison.</returns>
        public static Comparison WithNearServer(IReadOnlyList<SideBySideRun> runs)
        {
            SideBySideRun[] small = runs.Where(run => run.Size == SmallSize).ToArray();
            return new Comparison(
                "U575: server far away, against near",
                SmallSize,
                1.03,
                small.Select(run => run.Firmware[SideBySideCase.FarServer]).ToArray(),
                Array.Empty<JobTime>(),
                small.Select(run => run.Firmware[SideBySideCase.NearServer].Programming).ToArray());
        }

        private static void Measure(SideBySideRun run, SideBySideCase kind, bool isReadBack, Action<string> said)
        {
            JobTime time = run.Create(kind, isReadBack).Measure();
            lock (run.Firmware)
            {
                (isReadBack ? run.Reading : run.Firmware).Add(kind, time);
            }

            said(FormattableString.Invariant($"{kind}{(isReadBack ? ", reading," : string.Empty)} {time.Programming:F2} s"));
        }

        private static IEnumerable<Action> WorksOf(SideBySideRun run, Action<string> said)
        {
            string name = $"{run.Size / 1024} KiB, run {run.Number}: ";
            foreach (SideBySideCase kind in Enum.GetValues<SideBySideCase>().Where(kind => kind < SideBySideCase.NearServer || run.Size == SmallSize))
            {
                yield return () => Measure(run, kind, false, text => said(name + text));
                if (kind < SideBySideCase.NearServer)
                {
                    yield return () => Measure(run, kind, true, text => said(name + text));
                }

                int other = (int)kind;
                if (other < run.Stm32Flash.Length && Stm32FlashRun.IsInstalled)
                {
                    yield return () =>
                    {
                        run.Stm32Flash[other] = Stm32FlashRun.Measure(run.Image, text => said(name + text));
                        said(FormattableString.Invariant($"{name}stm32flash {run.Stm32Flash[other]:F2} s"));
                    };
                }
            }
        }
    }
}
