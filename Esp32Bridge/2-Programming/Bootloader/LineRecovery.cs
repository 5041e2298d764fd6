using Esp32Bridge.An3155;
using Esp32Bridge.Devices;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Finds the way back to a bootloader that understands, after a command went wrong: first by bringing the part back
    /// to its command loop, then by a reset, then at a lower rate. What the command was to do has to be found out and
    /// done again by whoever sent it.
    /// </summary>
    internal sealed class LineRecovery
    {
        // Faults in a row, without anything done in between.
        private const int FaultsToReset = 2;
        private const int FaultsToGoSlower = 4;
        private const int MostFaults = 6;

        private readonly BootloaderEntry _entry;
        private readonly BootloaderLink _link;
        private readonly BaudRates _rates;
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

        /// <summary>Gets how many faults were recovered from.</summary>
        internal int Count { get; private set; }

        /// <summary>Says that something was done, a block mostly: patience begins anew.</summary>
        internal void Done()
        {
            _faults = 0;
            _rates.Gain();
        }

        /// <summary>Recovers from a fault.</summary>
        /// <param name="fault">What went wrong.</param>
        /// <exception cref="BootloaderException">It is <paramref name="fault"/>, after too many in a row.</exception>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal void Recover(BootloaderException fault)
        {
            _faults++;
            if (_faults >= MostFaults)
            {
                throw fault;
            }

            Count++;
            _rates.Lose(BaudRates.CostOfFault);
            if (_faults < FaultsToReset && !_rates.IsTrialLost && TryResynchronize())
            {
                return;
            }

            Enter(_faults >= FaultsToGoSlower);
        }

        /// <summary>Resets the part into its bootloader again, because of its flash.</summary>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal void Reenter()
        {
            _rates.Lose(BaudRates.CostOfPage);
            Enter(false);
        }

        /// <summary>Resets the part into its bootloader again after an attempt that failed, with new patience.</summary>
        /// <exception cref="ProgrammingException">The part does not answer any more.</exception>
        internal void StartOver()
        {
            _faults = 0;
            Enter(false);
        }

        /// <summary>Brings the part back to its command loop, without a reset.</summary>
        /// <returns>False when that does not work.</returns>
        internal bool TryResynchronize()
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
                // Each trial has its own patience, and so has the rate behind the last one.
                _faults = 0;
            }
        }
    }
}
