using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>Brings a target into its bootloader, up to the first answer.</summary>
    public sealed class BootloaderEntry
    {
        // A first byte that was not heard whole locks a wrong rate until the next reset.
        private const int Resets = 3;

        // The slowest start known: an L47x that waits for a crystal it does not have (AN2606).
        private const int SlowestStart = 2560;
        private const int Margin = 500;

        private const int SyncTimeout = 100;

        private readonly ITargetLink _target;
        private readonly BootloaderLink _link;
        private readonly IClock _clock;

        /// <summary>Creates the entry.</summary>
        /// <param name="target">The wires.</param>
        /// <param name="link">The frames.</param>
        /// <param name="clock">The clock.</param>
        public BootloaderEntry(ITargetLink target, BootloaderLink link, IClock clock)
        {
            _target = target;
            _link = link;
            _clock = clock;
        }

        /// <summary>Resets the part into its bootloader and synchronises with it, with patience for a slow start.</summary>
        /// <param name="startTime">The time from reset to listening of the part that is expected, in milliseconds.</param>
        /// <exception cref="ProgrammingException">It did not answer after several resets.</exception>
        public void Enter(int startTime)
        {
            for (int reset = 1; reset <= Resets; reset++)
            {
                // At last, time enough for any part: it may not be the one that is expected.
                int patience = reset < Resets ? startTime : SlowestStart;
                _target.ResetIntoBootloader();
                if (Synchronize(patience + Margin))
                {
                    return;
                }
            }

            throw new ProgrammingException(
                "enter the bootloader",
                BridgeException.NoAddress,
                "an answer to 7F",
                "none after " + Resets + " resets",
                "Check BOOT0 and NRST and TX and RX and the supply and the option bytes that let BOOT0 count.");
        }

        /// <summary>
        /// Tells whether the part is in its bootloader although it should run its application. A part that says anything
        /// by itself runs; only a silent one is asked.
        /// </summary>
        /// <param name="startTime">The time from reset to listening, in milliseconds.</param>
        /// <returns>True when the bootloader answered.</returns>
        public bool IsInBootloader(int startTime)
        {
            byte[] heard = new byte[1];
            return _target.Port.Read(heard, 0, 1, startTime + Margin) == 0 && _link.TrySynchronize(SyncTimeout);
        }

        private bool Synchronize(int patience)
        {
            long end = _clock.Milliseconds + patience;
            do
            {
                if (_link.TrySynchronize(SyncTimeout))
                {
                    return true;
                }
            }
            while (_clock.Milliseconds < end);

            return false;
        }
    }
}
