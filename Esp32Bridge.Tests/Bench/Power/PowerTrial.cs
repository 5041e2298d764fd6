using System;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>A run: which job, and which plug is pulled when. The same seed and number make the same run.</summary>
    public sealed class PowerTrial
    {
        // Of so many runs one has a second cut, and one has a part that stays without supply until the job gives up for now.
        private const int SecondCuts = 4;
        private const int LongOutages = 16;

        private const int MostForeignDownloads = 3;

        // Of so many cuts one comes while a file is written, which is a small part of all moments.
        private const int DriveCuts = 6;

        // Of so many runs one has a server that changes its mind, and one loses the record of jobs.
        private const int ForeignImages = 4;
        private const int LostRecords = 4;

        // Up to five pages of A, and up to three of B.
        private static readonly int[] _sizes = { 1500, 1500, 5000, 5000, 9000, 18000 };

        private static readonly int[] _offTimes = { 0, 5, 20, 100, 700 };

        /// <summary>Draws a run.</summary>
        /// <param name="seed">From which runs are drawn.</param>
        /// <param name="number">Which of them, from 0.</param>
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
        }

        private PowerTrial(PowerTrial trial)
        {
            Scenario = trial.Scenario;
            Size = trial.Size;
        }

        /// <summary>Gets the number.</summary>
        public int Number { get; }

        /// <summary>Gets which job is under way.</summary>
        public PowerScenario Scenario { get; }

        /// <summary>Gets who loses the supply.</summary>
        public PowerVictim Victim { get; }

        /// <summary>Gets when: 0 when the job is put on the server, 1 when its end was reported.</summary>
        public double Moment { get; }

        /// <summary>Gets whether only the moments count at which a file is being written.</summary>
        public bool IsAtDrive { get; }

        /// <summary>Gets for how many milliseconds.</summary>
        public int OffTime { get; }

        /// <summary>Gets whether the ESP32 loses its supply once more afterwards.</summary>
        public bool HasSecondCut { get; }

        /// <summary>Gets when that is, as <see cref="Moment"/>, counted from the return of the supply.</summary>
        public double SecondMoment { get; }

        /// <summary>Gets whether the supply stays away until the job waits.</summary>
        public bool IsLong { get; }

        /// <summary>Gets the length of the images.</summary>
        public int Size { get; }

        /// <summary>Gets in which job the supply fails, the first or the second.</summary>
        public int CutJob { get; }

        /// <summary>Gets whether old and forged jobs are handed in at the device's own server; else they lie on the server where it looks.</summary>
        public bool IsPushed { get; }

        /// <summary>Gets whether both slots of the record of jobs are spoilt while the ESP32 has no supply.</summary>
        public bool LosesRecord { get; }

        /// <summary>Gets the target for which the server has another image from the second download on, or null.</summary>
        public string ForeignTarget { get; }

        /// <summary>Gets from where on that is another one: 0 from its first byte, or from behind its start where it has one; 1 in its last byte.</summary>
        public double ForeignFrom { get; }

        /// <summary>Gets in how many downloads it is the other one: in each second one, so that each check before was good.</summary>
        public int ForeignDownloads { get; }

        /// <summary>Gets whether all attempts that are made at once can fail, so that the job waits.</summary>
        public bool MayWait
        {
            get { return IsLong || (ForeignTarget != null && ForeignDownloads == MostForeignDownloads); }
        }

        /// <summary>Gets what is drawn for lesser choices.</summary>
        public int Variant { get; }

        /// <summary>Makes a run with the same job, in which nothing goes wrong.</summary>
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
            return $"run {Number}: {Scenario} with {Size} bytes, {Victim} cut in job {CutJob} at {Moment:P1}{(IsAtDrive ? " of the writing of files" : string.Empty)} for {(IsLong ? "long" : OffTime + " ms")}{second}{lost}{foreign}";
        }

        // SplitMix64: neighbouring seeds give numbers that have nothing to do with each other.
        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
