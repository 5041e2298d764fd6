using System;

namespace Esp32Bridge.Bench.Power
{
    /// <summary>A run: which job, and which plug is pulled when. The same seed and number make the same run.</summary>
    public sealed class PowerTrial
    {
        // Of so many runs one has a second cut, and one has a part that stays without supply until the job gives up for now.
        private const int SecondCuts = 4;
        private const int LongOutages = 16;

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
            IsLong = random.Next(LongOutages) == 0 && Victim is PowerVictim.A or PowerVictim.B;
        }

        /// <summary>Gets the number.</summary>
        public int Number { get; }

        /// <summary>Gets which job is under way.</summary>
        public PowerScenario Scenario { get; }

        /// <summary>Gets who loses the supply.</summary>
        public PowerVictim Victim { get; }

        /// <summary>Gets when: 0 when the job is put on the server, 1 when its end was reported.</summary>
        public double Moment { get; }

        /// <summary>Gets for how many milliseconds.</summary>
        public int OffTime { get; }

        /// <summary>Gets whether the ESP32 loses its supply once more afterwards.</summary>
        public bool HasSecondCut { get; }

        /// <summary>Gets when that is, as <see cref="Moment"/>, counted from the return of the supply.</summary>
        public double SecondMoment { get; }

        /// <summary>Gets whether the supply stays away until the job waits.</summary>
        public bool IsLong { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            string second = HasSecondCut ? $", again at {SecondMoment:P1}" : string.Empty;
            return $"run {Number}: {Scenario}, {Victim} cut at {Moment:P1} for {(IsLong ? "long" : OffTime + " ms")}{second}";
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
