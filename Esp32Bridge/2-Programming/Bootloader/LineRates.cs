using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// The rate of a line to a bootloader. A rate above <see cref="RateLadder.Tested"/> is only on trial, until it costs more
    /// than it gains. A rate that has worked is the limit until the job is done with the part.
    /// </summary>
    internal sealed class LineRates
    {
        /// <summary>The cost of a fault on trial, in blocks: about what 32 blocks gain by twice the rate.</summary>
        internal const int CostOfFault = 32;

        /// <summary>The cost of a page that was read back wrong, in blocks: two such pages end a trial.</summary>
        internal const int CostOfPage = 96;

        private const int MostCost = 128;

        private RateLadder _ladder;
        private int _proven;
        private int _cost;

        /// <summary>Gets the rate of the line, in <see cref="Unit"/>.</summary>
        internal int Current { get; private set; }

        /// <summary>Gets the unit of the rate.</summary>
        internal string Unit
        {
            get { return _ladder.Unit; }
        }

        /// <summary>Gets how many bits a byte takes on the line.</summary>
        internal int BitsPerByte
        {
            get { return _ladder.BitsPerByte; }
        }

        /// <summary>Gets whether the rate of the line is above <see cref="RateLadder.Tested"/>.</summary>
        internal bool IsOnTrial
        {
            get { return Current > _ladder.Tested; }
        }

        /// <summary>Gets whether the rate of the line is on trial and has cost too much.</summary>
        internal bool IsTrialLost
        {
            get { return IsOnTrial && _cost >= MostCost; }
        }

        /// <summary>Begins an attempt: at the rate found earlier, or else at the highest.</summary>
        /// <param name="ladder">The rates that can be tried.</param>
        /// <param name="limit">The highest rate of the part.</param>
        internal void Begin(RateLadder ladder, int limit)
        {
            _ladder = ladder;
            Current = _proven > 0 ? _proven : ladder.Highest < limit ? ladder.Highest : limit;
            _cost = 0;
        }

        /// <summary>Changes to the next lower rate.</summary>
        /// <returns>False if there is none.</returns>
        internal bool TryLower()
        {
            int lower = _ladder.Below(Current);
            if (lower == 0)
            {
                return false;
            }

            // Each trial starts without costs.
            _cost = 0;
            Current = lower;
            return true;
        }

        /// <summary>Changes to a rate that needs no trial.</summary>
        /// <returns>False if the current rate needs none.</returns>
        internal bool TryEndTrial()
        {
            bool isOnTrial = IsOnTrial;
            Current = isOnTrial ? _ladder.Tested : Current;
            return isOnTrial;
        }

        /// <summary>Notes that the bootloader answered at the current rate: the job never goes above it again.</summary>
        /// <returns>True if the rate is worth logging: there was a choice.</returns>
        internal bool Prove()
        {
            if (_proven > 0 && _proven <= Current)
            {
                return false;
            }

            _proven = Current;
            return _ladder.Highest > _ladder.Tested || Current < _ladder.Highest;
        }

        /// <summary>Notes that a block was done.</summary>
        internal void Gain()
        {
            _cost -= _cost > 0 ? 1 : 0;
        }

        /// <summary>Notes a fault.</summary>
        /// <param name="cost"><see cref="CostOfFault"/> or <see cref="CostOfPage"/>.</param>
        internal void Lose(int cost)
        {
            _cost += cost;
        }

        /// <summary>
        /// Notes that the attempt failed. If the part or the line was the cause, and the rate was on trial, the next attempt
        /// begins at the next lower rate.
        /// </summary>
        /// <param name="error">The cause.</param>
        internal void Fail(BridgeException error)
        {
            if (_proven > _ladder.Tested && (error is BootloaderException || error is ProgrammingException))
            {
                _proven = _ladder.Below(_proven);
            }
        }

        /// <summary>Notes that the job is done with the part: the next job begins at the highest rate again.</summary>
        internal void Forget()
        {
            _proven = 0;
        }
    }
}
