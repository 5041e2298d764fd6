using Esp32Bridge.An3155;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Finds the way back to a bootloader that understands, after a command went wrong: first by bringing the part back
    /// to its command loop, then by a reset, then at a lower rate. What the command was to do has to be found out and
    /// done again by whoever sent it.
    /// </summary>
    public sealed class LineRecovery
    {
        // Faults in a row, without anything done in between.
        private const int FaultsToReset = 2;
        private const int FaultsToGoSlower = 4;
        private const int MostFaults = 6;

        private readonly BootloaderEntry _entry;
        private readonly BootloaderLink _link;
        private int _startTime;
        private int _faults;

        /// <summary>Creates the recovery.</summary>
        /// <param name="entry">The way into the bootloader.</param>
        /// <param name="link">The frames.</param>
        public LineRecovery(BootloaderEntry entry, BootloaderLink link)
        {
            _entry = entry;
            _link = link;
        }

        /// <summary>Gets how many faults were recovered from since <see cref="Begin"/>.</summary>
        public int Count { get; private set; }

        /// <summary>Begins with a part.</summary>
        /// <param name="startTime">Its time from reset to a bootloader that listens, in milliseconds.</param>
        public void Begin(int startTime)
        {
            _startTime = startTime;
            _faults = 0;
            Count = 0;
        }

        /// <summary>Says that something was done: patience begins anew.</summary>
        public void Done()
        {
            _faults = 0;
        }

        /// <summary>Recovers from a fault.</summary>
        /// <param name="fault">What went wrong.</param>
        /// <exception cref="BootloaderException">It is <paramref name="fault"/>, after too many in a row.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public void Recover(BootloaderException fault)
        {
            _faults++;
            if (_faults >= MostFaults)
            {
                throw fault;
            }

            Count++;
            if (_faults < FaultsToReset && TryResynchronize())
            {
                return;
            }

            if (_faults >= FaultsToGoSlower)
            {
                _entry.GoSlower();
            }

            Reenter();
        }

        /// <summary>Resets the part into its bootloader again.</summary>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public void Reenter()
        {
            _entry.Enter(_startTime);
        }

        /// <summary>Brings the part back to its command loop, without a reset.</summary>
        /// <returns>False when that does not work.</returns>
        public bool TryResynchronize()
        {
            try
            {
                _link.Resynchronize();
                return true;
            }
            catch (BootloaderException)
            {
                // A reset is what is left.
                return false;
            }
        }
    }
}
