using Esp32Bridge.An3155;
using Esp32Bridge.Devices;

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

        // Faults on trial that are not in a row: what one costs is about what 32 blocks gain by twice the rate. Two pages
        // that were read back wrong are enough.
        private const int BlocksOfFault = 32;
        private const int BlocksOfPage = 96;
        private const int MostBlocks = 128;

        private readonly BootloaderEntry _entry;
        private readonly BootloaderLink _link;
        private Stm32Device _device;
        private int _faults;
        private int _lostBlocks;

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
        /// <param name="device">The part that is expected.</param>
        public void Begin(Stm32Device device)
        {
            _device = device;
            _faults = 0;
            _lostBlocks = 0;
            Count = 0;
        }

        /// <summary>Says that something was done, a block mostly: patience begins anew.</summary>
        public void Done()
        {
            _faults = 0;
            if (_lostBlocks > 0)
            {
                _lostBlocks--;
            }
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
            _lostBlocks += BlocksOfFault;
            if (_faults < FaultsToReset && !IsTrialLost() && TryResynchronize())
            {
                return;
            }

            Enter(_faults >= FaultsToGoSlower);
        }

        /// <summary>Resets the part into its bootloader again, because of its flash.</summary>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        public void Reenter()
        {
            _lostBlocks += BlocksOfPage;
            Enter(false);
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

        private bool IsTrialLost()
        {
            return _entry.IsOnTrial && _lostBlocks >= MostBlocks;
        }

        private void Enter(bool isSlower)
        {
            int trial = _entry.IsOnTrial ? _entry.Rate : 0;
            if (isSlower || IsTrialLost())
            {
                _entry.GoSlower();
            }

            _entry.Enter(_device);
            if (_entry.Rate < trial)
            {
                // Each trial has its own patience, and so has the rate behind the last one.
                _faults = 0;
                _lostBlocks = 0;
            }
        }
    }
}
