using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Esp32Bridge.Bench.Story;
using Esp32Bridge.Devices;
using Esp32Bridge.Images;
using Esp32Bridge.Tests.Model;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Campaign
{
    /// <summary>The faults and jobs of a campaign. The same seed makes the same runs on every machine.</summary>
    public static class FaultCampaign
    {
        private const int SizeCount = 40;
        private const int Kilobyte = 1024;

        // A part in ten is empty: it boots its bootloader again, and Go starts it.
        private const int EmptyParts = 10;

        // One run in eight has two faults.
        private const int Pairs = 8;

        // One target in five gets data. One in six gets another image in one of its downloads.
        private const int DataJobs = 5;
        private const int ForeignImages = 6;

        // The first download that delivers what is written, and one after it.
        private const int FirstForeignDownload = 2;
        private const int ForeignDownloads = 2;

        // One run in three has two targets.
        private const int PairedRuns = 3;

        // Each kind is tried at this many bytes of a job over two pages.
        private const int Samples = 200;

        // For parts with larger ones, jobs over two pages are random only.
        private const int LargestPage = 16 * Kilobyte;

        private const int SamplesOfOthers = 12;
        private const int SamplesOnBuses = 80;

        // For each kind, in a job for two targets.
        private const int PairSamples = 60;

        private static readonly FaultKind[] _kinds = Enum.GetValues<FaultKind>();

        private static readonly ConcurrentDictionary<(string Part, int OldSize, int NewSize, bool HasGaps, bool IsData), Lazy<(TrialJob Job, int Length, long Time)>> _jobs = new();

        // Each differs from all others in what matters for a fault on the line: ACKs, start, pages, units, commands.
        private static readonly string[] _different = { "L412", "L471", "L476", "L4R5", "L4R5S", "U575", "H563", "G071", "F103", "F407", "V33" };

        // Each computes checksums of a larger image in another way: sizes of pages and steps, value of erased flash, Get Checksum.
        private static readonly string[] _computing = { "L432", "U575", "F103", "L053", "V33" };
        private const int ComputedImage = 12 * Kilobyte;

        // For each kind, where the checksums are computed: at the beginning and at the end of the job, in bytes on the line.
        private const int ComputingSamples = 40;
        private const int Beginning = 1500;
        private const int End = 1000;

        // One or more of each other family.
        private static readonly string[] _others =
        {
            "L552", "U375", "U031", "L053", "L073", "L152", "L151E", "G0B1", "G474", "C071", "F051", "F091", "F103G", "F205", "F303", "F427", "F767", "F767D",
            "H503", "H743", "H743xG", "H7A3", "WB55", "WBA52", "WL55",
        };

        // Those that are tried at every byte on I2C and SPI, and others: no no-stretch commands, an old ACK while the flash works,
        // commands that stretch all the same, one page an erase, other commands.
        private static readonly string[] _onBuses = { "L476/I2C", "L476/SPI" };
        private static readonly string[] _othersOnBuses = { "F407/I2C", "F407/SPI", "U575/I2C", "U575/SPI", "F767/I2C", "G071/I2C", "G071/SPI", "H563/I2C", "H563/SPI" };

        /// <summary>Gets the names of the parts that can be tried: those of the model that the firmware knows.</summary>
        public static string[] Known { get; } = Stm32Parts.Names.Where(name => new Stm32Devices().Find(Stm32Parts.Create(name).Id) != null).ToArray();

        /// <summary>Gets the names of the parts that are tried by default.</summary>
        public static string[] Parts { get; } = _different.Concat(_others).Intersect(Known).ToArray();

        /// <summary>Gets the names of the parts whose faults are listed by default: those on a UART, and some on I2C and SPI, see <see cref="TrialPart"/>.</summary>
        public static string[] Listed { get; } = Parts.Concat(_onBuses).Concat(_othersOnBuses).ToArray();

        /// <summary>
        /// Draws runs: any part on any of its lines, any image of up to 40 KiB, any fault at any byte of the job, sometimes two. Every third run has
        /// two targets, of different parts unless one is named, with faults on either or on both.
        /// </summary>
        /// <param name="seed">The seed.</param>
        /// <param name="runs">How many.</param>
        /// <param name="part">The only part, on the line of its name; or null for all.</param>
        /// <returns>The runs.</returns>
        public static IReadOnlyList<FaultTrial> Draw(int seed, int runs, string part)
        {
            FaultTrial[] trials = new FaultTrial[runs];
            Parallel.For(0, runs, i => trials[i] = Draw(seed, i, part == null ? Parts : new[] { part }));
            return trials;
        }

        /// <summary>
        /// Lists every fault at every byte of a small job, at many bytes of a job over two pages, and where the part computes
        /// checksums; at fewer bytes for parts that do not differ on the line.
        /// </summary>
        /// <param name="parts">The parts.</param>
        /// <returns>The runs.</returns>
        public static IReadOnlyList<FaultTrial> List(IEnumerable<string> parts)
        {
            List<FaultTrial> trials = new List<FaultTrial>();
            foreach (string part in parts)
            {
                int page = TrialPart.Create(part).PageSize;
                int most = IsOther(part) ? SamplesOfOthers : Array.IndexOf(_othersOnBuses, part) >= 0 ? SamplesOnBuses : int.MaxValue;
                Add(trials, part, TrialJob.SmallestImage + 200, TrialJob.SmallestImage, false, most);
                if (page <= LargestPage)
                {
                    Add(trials, part, TrialJob.SmallestImage, page + TrialJob.SmallestImage, true, Math.Min(most, Samples));
                }

                if (Array.IndexOf(_computing, part) >= 0)
                {
                    AddComputing(trials, part);
                }
            }

            return trials;
        }

        /// <summary>Lists the runs of <see cref="List"/> and <see cref="ListPairs"/>.</summary>
        /// <param name="parts">The parts.</param>
        /// <returns>The runs.</returns>
        public static IReadOnlyList<FaultTrial> ListAll(IReadOnlyList<string> parts)
        {
            IReadOnlyList<FaultTrial> alone = List(parts);
            return alone.Concat(ListPairs(parts, PairSamples, alone.Count)).ToArray();
        }

        /// <summary>Lists every fault at many bytes of a small job for two targets of different parts, at the same byte of both.</summary>
        /// <param name="parts">The parts; each is paired with the next one.</param>
        /// <param name="samples">The number of bytes for each kind.</param>
        /// <param name="number">The number of the first run.</param>
        /// <returns>The runs, every other one for targets that belong together.</returns>
        public static IReadOnlyList<FaultTrial> ListPairs(IReadOnlyList<string> parts, int samples = PairSamples, int number = 0)
        {
            List<FaultTrial> trials = new List<FaultTrial>();
            for (int i = 0; i < parts.Count; i++)
            {
                (TrialJob a, int lengthOfA, _) = JobOf(parts[i], TrialJob.SmallestImage + 200, TrialJob.SmallestImage, false);
                (TrialJob b, int lengthOfB, _) = JobOf(parts[(i + 1) % parts.Count], TrialJob.SmallestImage + 200, TrialJob.SmallestImage, false);
                int length = Math.Min(lengthOfA, lengthOfB);
                int few = IsOfFew(parts[i]) || IsOfFew(parts[(i + 1) % parts.Count]) ? Math.Min(samples, SamplesOfOthers) : samples;
                for (int sample = 0; sample < few * _kinds.Length; sample++)
                {
                    FaultKind kind = _kinds[sample % _kinds.Length];
                    int position = 1 + (int)((long)sample * length / (few * _kinds.Length));
                    LineFault fault = new LineFault(kind, position, VariantOf(kind, position));
                    trials.Add(new FaultTrial(number + trials.Count, trials.Count % 2 == 1, new TrialTarget(TrialTarget.First, a, fault), new TrialTarget(TrialTarget.Second, b, fault)));
                }
            }

            return trials;
        }

        /// <summary>Runs trials, on all processors.</summary>
        /// <param name="trials">The runs.</param>
        /// <param name="factory">Makes the programmer; null for that of the firmware.</param>
        /// <returns>The results, in the order of the runs.</returns>
        public static CampaignReport Run(IReadOnlyList<FaultTrial> trials, ProgrammerFactory factory = null)
        {
            TrialResult[] results = new TrialResult[trials.Count];
            Parallel.For(0, trials.Count, i => results[i] = TrialRunner.Run(trials[i], factory));
            return new CampaignReport(results);
        }

        private static FaultTrial Draw(int seed, int number, string[] parts)
        {
            Random random = new Random((int)Mix(((ulong)(uint)seed << 32) | (uint)number));
            Random more = new Random((int)Mix(((ulong)(uint)number << 32) | (uint)seed));
            Random lines = new Random((int)Mix(~(((ulong)(uint)number << 32) | (uint)seed)));
            string part = parts[random.Next(parts.Length)];
            int index = random.Next(SizeCount);
            TrialTarget first = DrawTarget(random, more, seed, TrialTarget.First, DrawLine(lines, part, parts), index);
            if (number % PairedRuns != 1)
            {
                return new FaultTrial(number, false, first) { HasSecondJob = true };
            }

            string[] others = parts.Length == 1 ? parts : Array.FindAll(parts, other => other != part);
            TrialTarget second = DrawTarget(random, more, seed, TrialTarget.Second, DrawLine(lines, others[random.Next(others.Length)], parts), random.Next(SizeCount));
            int well = random.Next(3);
            return new FaultTrial(number, random.Next(2) == 0, well == 0 ? WithoutFaults(first) : first, well == 1 ? WithoutFaults(second) : second) { HasSecondJob = true };
        }

        private static TrialTarget DrawTarget(Random random, Random more, int seed, string name, string part, int index)
        {
            int size = SizeOf(seed, index);
            int oldSize = index % EmptyParts == 1 ? 0 : SizeOf(seed, (index * 7) % SizeCount);
            bool isData = more.Next(DataJobs) == 0 && oldSize > 0;
            size = isData ? Math.Min(size, TrialJob.RoomForData(part)) : size;
            (TrialJob job, int length, long time) = JobOf(part, oldSize, size, index % 4 == 0, isData);
            LineFault fault = new LineFault(_kinds[random.Next(_kinds.Length)], 1 + random.Next(length), random.Next());
            LineFault[] faults = random.Next(Pairs) > 0
                ? new[] { fault }
                : new[] { fault, new LineFault(_kinds[random.Next(_kinds.Length)], 1 + random.Next(2 * length), random.Next()) };
            bool isForeign = more.Next(ForeignImages) == 0;
            return new TrialTarget(name, job, faults)
            {
                TimeAlone = time,
                ForeignDownload = isForeign ? FirstForeignDownload + more.Next(ForeignDownloads) : 0,
                ForeignFrom = more.Next(isData ? 0 : ImageDescription.StartSize, size),
            };
        }

        private static string DrawLine(Random random, string part, string[] parts)
        {
            string[] lines = parts.Length == 1 ? parts : TrialPart.LinesOf(part);
            return lines[random.Next(lines.Length)];
        }

        private static TrialTarget WithoutFaults(TrialTarget target)
        {
            return new TrialTarget(target.Name, target.Job) { TimeAlone = target.TimeAlone };
        }

        private static void Add(List<FaultTrial> trials, string part, int oldSize, int newSize, bool hasGaps, int samples)
        {
            (TrialJob job, int length, _) = JobOf(part, oldSize, newSize, hasGaps);
            int stride = 1 + (length / samples);
            foreach (FaultKind kind in _kinds)
            {
                for (int position = 1 + ((int)kind % stride); position <= length; position += stride)
                {
                    trials.Add(new FaultTrial(trials.Count, job, new LineFault(kind, position, VariantOf(kind, position))));
                }
            }
        }

        private static void AddComputing(List<FaultTrial> trials, string part)
        {
            (TrialJob job, int length, _) = JobOf(part, ComputedImage, ComputedImage, false);
            foreach (FaultKind kind in _kinds)
            {
                for (int sample = 0; sample < ComputingSamples; sample++)
                {
                    int position = sample % 2 == 0 ? 1 + (sample * Beginning / ComputingSamples) : length - (sample * End / ComputingSamples);
                    trials.Add(new FaultTrial(trials.Count, job, new LineFault(kind, position, VariantOf(kind, position))));
                }
            }
        }

        private static bool IsOther(string part)
        {
            return Array.IndexOf(_others, part) >= 0;
        }

        // In jobs for two targets.
        private static bool IsOfFew(string part)
        {
            return IsOther(part) || TrialPart.KindOf(part) != LineKind.Usart;
        }

        private static int VariantOf(FaultKind kind, int position)
        {
            return (int)(Mix(((ulong)kind << 32) | (uint)position) & int.MaxValue);
        }

        // 1 to 40 KiB; a limited number of sizes, because the length of each job has to be measured.
        private static int SizeOf(int seed, int index)
        {
            return (index * Kilobyte) + TrialJob.SmallestImage + (int)(Mix(((ulong)(uint)seed << 32) | (uint)index) % (Kilobyte - TrialJob.SmallestImage));
        }

        private static (TrialJob Job, int Length, long Time) JobOf(string part, int oldSize, int newSize, bool hasGaps, bool isData = false)
        {
            return _jobs.GetOrAdd((part, oldSize, newSize, hasGaps, isData), key => new Lazy<(TrialJob, int, long)>(() => Measure(new TrialJob(key.Part, key.OldSize, key.NewSize, key.HasGaps, key.IsData)))).Value;
        }

        // The length of a job without a fault, in bytes on the line and in microseconds.
        private static (TrialJob Job, int Length, long Time) Measure(TrialJob job)
        {
            TrialResult result = TrialRunner.Run(new FaultTrial(0, job), null);
            if (result.Outcome != Outcome.Recovered)
            {
                throw new StoryException($"the job without a fault: {result}");
            }

            return (job, result.Bytes, result.Time);
        }

        // SplitMix64: neighbouring seeds give independent numbers.
        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
