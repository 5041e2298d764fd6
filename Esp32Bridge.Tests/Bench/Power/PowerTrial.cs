using System;
using System.Collections.Generic;
using System.Linq;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>A run: the job, the plug and the moment. The same seed and number make the same run.</summary>
    public sealed class PowerTrial
    {
        // One run in this many has a second cut, and one has a part that stays without supply until the job gives up for now.
        private const int SecondCuts = 4;
        private const int LongOutages = 16;

        private const int MostForeignDownloads = 3;

        // One cut in this many comes while a file is written, which is a small part of all moments.
        private const int DriveCuts = 6;

        // One run in this many has a server that changes an image, and one loses the record of jobs.
        private const int ForeignImages = 4;
        private const int LostRecords = 4;

        // One run in this many has targets on buses.
        private const int BusBoards = 3;

        private const int Targets = 2;

        // Up to five pages of A, and up to three of B.
        private static readonly int[] _sizes = { 1500, 1500, 5000, 5000, 9000, 18000 };

        private static readonly int[] _offTimes = { 0, 5, 20, 100, 700 };

        /// <summary>Draws a random run.</summary>
        /// <param name="seed">The seed.</param>
        /// <param name="number">The number of the run, from 0.</param>
        public PowerTrial(int seed, int number)
        {
            Random random = new Random((int)Mix(((ulong)(uint)seed << 32) | (uint)number));
            Number = number;
            Scenario = (PowerScenario)random.Next(Enum.GetValues<PowerScenario>().Length);
            Victim = (PowerVictim)random.Next(Enum.GetValues<PowerVictim>().Length);
            Moment = random.NextDouble();
            OffTime = _offTimes[random.Next(_offTimes.Length)];
            HasSecondCut = random.Next(SecondCuts) == 0;
            SecondMoment = random.NextDouble();
            IsAtDrive = random.Next(DriveCuts) == 0;
            IsLong = random.Next(LongOutages) == 0 && Victim is PowerVictim.A or PowerVictim.B;
            Size = _sizes[random.Next(_sizes.Length)];
            CutJob = 1 + random.Next(2);
            IsPushed = random.Next(2) == 0;
            LosesRecord = random.Next(LostRecords) == 0 && Victim is PowerVictim.Esp32 or PowerVictim.All;
            ForeignTarget = random.Next(ForeignImages) == 0 ? random.Next(2) == 0 ? "A" : "B" : null;
            ForeignFrom = random.NextDouble();
            ForeignDownloads = 1 + random.Next(MostForeignDownloads);
            Variant = random.Next();
            bool isOnBus = random.Next(BusBoards) == 0 && !MayWait;
            Lines = Enumerable.Range(0, Targets).Select(_ => isOnBus ? (LineKind)random.Next(Enum.GetValues<LineKind>().Length) : LineKind.Usart).ToArray();
        }

        private PowerTrial(PowerTrial trial)
        {
            Scenario = trial.Scenario;
            Size = trial.Size;
            Lines = trial.Lines;
        }

        /// <summary>Gets the number.</summary>
        public int Number { get; }

        /// <summary>Gets the kind of job.</summary>
        public PowerScenario Scenario { get; }

        /// <summary>Gets what loses the supply.</summary>
        public PowerVictim Victim { get; }

        /// <summary>Gets the moment: 0 when the job is published, 1 when its end was reported.</summary>
        public double Moment { get; }

        /// <summary>Gets whether only the moments count at which a file is being written.</summary>
        public bool IsAtDrive { get; }

        /// <summary>Gets the duration of the cut in milliseconds.</summary>
        public int OffTime { get; }

        /// <summary>Gets whether the ESP32 loses its supply once more afterwards.</summary>
        public bool HasSecondCut { get; }

        /// <summary>Gets the second moment, like <see cref="Moment"/>, counted from the return of the supply.</summary>
        public double SecondMoment { get; }

        /// <summary>Gets whether the supply stays off until the job waits.</summary>
        public bool IsLong { get; }

        /// <summary>Gets the length of the images.</summary>
        public int Size { get; }

        /// <summary>Gets the job in which the supply fails, the first or the second.</summary>
        public int CutJob { get; }

        /// <summary>Gets whether old and forged jobs are pushed to the device's own server; otherwise they are published where the device polls.</summary>
        public bool IsPushed { get; }

        /// <summary>Gets whether both slots of the record of jobs are corrupted while the ESP32 has no supply.</summary>
        public bool LosesRecord { get; }

        /// <summary>Gets the target for which the server has another image from the second download on, or null.</summary>
        public string ForeignTarget { get; }

        /// <summary>Gets where the other image starts to differ: 0 for its first byte, or for the first byte after its start if it has one; 1 for its last byte.</summary>
        public double ForeignFrom { get; }

        /// <summary>Gets how many downloads get the other image: every second one, so each check before was good.</summary>
        public int ForeignDownloads { get; }

        /// <summary>
        /// Gets the line to the bootloader of each target. All are UARTs where the job can wait: then the time of the ESP32 runs faster than
        /// that of the parts, and a bootloader on a bus notices.
        /// </summary>
        public IReadOnlyList<LineKind> Lines { get; }

        /// <summary>Gets whether a bootloader is on a bus.</summary>
        public bool IsOnBus
        {
            get { return Lines.Any(line => line != LineKind.Usart); }
        }

        /// <summary>Gets whether all immediate attempts can fail, so that the job waits.</summary>
        public bool MayWait
        {
            get { return IsLong || (ForeignTarget != null && ForeignDownloads == MostForeignDownloads); }
        }

        /// <summary>Gets a random number for minor choices.</summary>
        public int Variant { get; }

        /// <summary>Makes a run with the same job and without a cut.</summary>
        /// <param name="trial">The run.</param>
        /// <returns>The other run.</returns>
        public static PowerTrial WithoutTrouble(PowerTrial trial)
        {
            return new PowerTrial(trial);
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            string second = HasSecondCut ? $", again at {SecondMoment:P1}" : string.Empty;
            string foreign = ForeignTarget == null ? string.Empty : $", another image for {ForeignTarget} from {ForeignFrom:P1} on in {ForeignDownloads} download(s)";
            string lost = LosesRecord ? ", its record lost" : string.Empty;
            string lines = IsOnBus ? $" over {string.Join(" and ", Lines)}" : string.Empty;
            return $"run {Number}: {Scenario} with {Size} bytes{lines}, {Victim} cut in job {CutJob} at {Moment:P1}{(IsAtDrive ? " of the writing of files" : string.Empty)} for {(IsLong ? "long" : OffTime + " ms")}{second}{lost}{foreign}";
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
