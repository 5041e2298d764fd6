using Esp32Bridge.An3155;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Restores the communication with a bootloader after a failed command: first by bringing the part back to its command
    /// loop, then by a reset, then at a lower rate. The caller must find out what the command did, and repeat it.
    /// </summary>
    internal sealed class LineRecovery
    {
        // Faults in a row, without progress in between.
        private const int FaultsToReset = 2;
        private const int FaultsToGoSlower = 4;
        private const int MostFaults = 6;

        private readonly BootloaderEntry _entry;
        private readonly BootloaderLink _link;
        private readonly LineRates _rates;
        private readonly Stm32Device _device;
        private int _faults;

        /// <summary>Creates the recovery.</summary>
        /// <param name="access">The bootloader.</param>
        /// <param name="device">The part that is expected.</param>
        internal LineRecovery(BootloaderAccess access, Stm32Device device)
        {
            _entry = access.Entry;
            _link = access.Link;
            _rates = access.Rates;
            _device = device;
        }

        /// <summary>Gets the number of recovered faults.</summary>
        internal int Count { get; private set; }

        /// <summary>Notes progress, mostly a block: the count of faults in a row starts again.</summary>
        internal void Done()
        {
            _faults = 0;
            _rates.Gain();
        }

        /// <summary>Recovers from a fault.</summary>
        /// <param name="fault">What went wrong.</param>
        /// <exception cref="BootloaderException">This is <paramref name="fault"/>, after too many faults in a row.</exception>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal void Recover(BootloaderException fault)
        {
            _faults++;
            if (_faults >= MostFaults)
            {
                throw fault;
            }

            Count++;
            _rates.Lose(LineRates.CostOfFault);
            if (_faults < FaultsToReset && !_rates.IsTrialLost && TryResynchronize())
            {
                return;
            }

            Enter(_faults >= FaultsToGoSlower);
        }

        /// <summary>Resets the part into its bootloader again, after a page was read back wrong.</summary>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal void Reenter()
        {
            _rates.Lose(LineRates.CostOfPage);
            Enter(false);
        }

        /// <summary>Resets the part into its bootloader again after a failed attempt, with a new count of faults.</summary>
        /// <exception cref="ProgrammingException">The part no longer answers.</exception>
        internal void StartOver()
        {
            _faults = 0;
            Enter(false);
        }

        /// <summary>Brings the part back to its command loop, without a reset.</summary>
        /// <returns>False if that does not work.</returns>
        internal bool TryResynchronize()
        {
            try
            {
                _link.Resynchronize();
                return true;
            }
            catch (BootloaderException)
            {
                // Only a reset is left.
                return false;
            }
        }

        private void Enter(bool isSlower)
        {
            int trial = _rates.IsOnTrial ? _rates.Current : 0;
            if (isSlower || _rates.IsTrialLost)
            {
                _entry.TryGoSlower();
            }

            _entry.Enter(_device);
            if (_rates.Current < trial)
            {
                // Each rate on trial, and the rate after the last trial, has its own count.
                _faults = 0;
            }
        }
    }
}
