namespace Esp32Bridge.Wires
{
    /// <summary>The rates that are tried on the line to a bootloader. Immutable.</summary>
    public sealed class RateLadder
    {
        private readonly int[] _steps;

        /// <summary>Creates a ladder.</summary>
        /// <param name="highest">The highest rate that is tried.</param>
        /// <param name="tested">The highest rate at which ST tests its bootloaders. Above it, a rate is only on trial.</param>
        /// <param name="steps">The rates that are tried after a higher one has failed, the highest first. The array is not copied.</param>
        /// <param name="unit">The unit of all rates, for texts.</param>
        /// <param name="bitsPerByte">How many bits a byte takes on the line.</param>
        public RateLadder(int highest, int tested, int[] steps, string unit, int bitsPerByte)
        {
            Highest = highest;
            Tested = tested;
            _steps = steps;
            Unit = unit;
            BitsPerByte = bitsPerByte;
        }

        /// <summary>Gets the highest rate that is tried.</summary>
        public int Highest { get; }

        /// <summary>Gets the highest rate that needs no trial.</summary>
        public int Tested { get; }

        /// <summary>Gets the unit of all rates, for texts.</summary>
        public string Unit { get; }

        /// <summary>Gets how many bits a byte takes on the line.</summary>
        public int BitsPerByte { get; }

        /// <summary>Gives the rate that is tried after a higher one has failed.</summary>
        /// <param name="rate">The rate that has failed.</param>
        /// <returns>The next lower rate, or 0.</returns>
        public int Below(int rate)
        {
            for (int i = 0; i < _steps.Length; i++)
            {
                if (_steps[i] < rate)
                {
                    return _steps[i];
                }
            }

            return 0;
        }
    }
}
