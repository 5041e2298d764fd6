using Esp32Bridge.An3155;
using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Brings a target into its bootloader, up to the first answer: several resets, because a first byte that was not
    /// heard whole locks a wrong rate until the next reset; and lower rates, where the part's clock or the line does not
    /// carry the higher ones.
    /// </summary>
    public sealed class BootloaderEntry
    {
        private const int Resets = 3;
        private const int ResetsAtLowerRate = 2;

        // The slowest start known: an L47x that waits for a crystal it does not have (AN2606).
        private const int SlowestStart = 2561;
        private const int Margin = 500;

        private const int SyncTimeout = 100;

        // To a part whose first ACK was lost, the second 7F is half a command.
        private const int Questions = 3;

        private static readonly int[] _lowerRates = new int[] { 115200, 57600, 19200 };

        private readonly ITargetLink _target;
        private readonly BootloaderLink _link;
        private readonly IClock _clock;
        private int _rate;
        private int _heard;

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

        /// <summary>Takes the line at the target's own rate.</summary>
        /// <exception cref="BridgeException">The line cannot be had.</exception>
        public void Open()
        {
            _rate = _target.BaudRate;
            _target.Open(_rate);
        }

        /// <summary>Resets the part into its bootloader and synchronises with it, with patience for a slow start.</summary>
        /// <param name="startTime">The time from reset to listening of the part that is expected, in milliseconds.</param>
        /// <exception cref="ProgrammingException">It did not answer after several resets at several rates.</exception>
        public void Enter(int startTime)
        {
            string tried = string.Empty;
            _heard = BootloaderLink.Nothing;
            int resets = Resets;
            do
            {
                for (int reset = 1; reset <= resets; reset++)
                {
                    // At last, time enough for any part: it may not be the one that is expected.
                    int patience = reset < resets ? startTime : SlowestStart;
                    _target.ResetIntoBootloader();
                    if (IsListening(patience + Margin))
                    {
                        return;
                    }
                }

                tried += (tried.Length == 0 ? string.Empty : " and ") + resets + " resets at " + _rate;
                resets = ResetsAtLowerRate;
            }
            while (GoSlower());

            throw new ProgrammingException(
                "enter the bootloader",
                BridgeException.NoAddress,
                "an answer to 7F",
                (_heard == BootloaderLink.Nothing ? "none" : "0x" + _heard.ToString("X2")) + " after " + tried + " baud",
                "Check BOOT0 and NRST and TX and RX and the supply and the option bytes that let BOOT0 count.");
        }

        /// <summary>Changes to the next lower rate; the part has to be reset behind it.</summary>
        /// <returns>False when there is no lower one.</returns>
        public bool GoSlower()
        {
            for (int i = 0; i < _lowerRates.Length; i++)
            {
                if (_lowerRates[i] < _rate)
                {
                    _rate = _lowerRates[i];
                    _target.Open(_rate);
                    return true;
                }
            }

            return false;
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
            if (_target.Port.Read(heard, 0, 1, startTime + Margin) > 0)
            {
                return false;
            }

            for (int i = 0; i < Questions; i++)
            {
                if (_link.TrySynchronize(SyncTimeout))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Asks again and again whether the bootloader is there, without a reset.</summary>
        /// <param name="patience">How long, in milliseconds.</param>
        /// <returns>False when it did not answer in time.</returns>
        public bool IsListening(int patience)
        {
            long end = _clock.Milliseconds + patience;
            do
            {
                if (_link.TrySynchronize(SyncTimeout))
                {
                    return true;
                }

                _heard = _link.Heard == BootloaderLink.Nothing ? _heard : _link.Heard;
            }
            while (_clock.Milliseconds < end);

            return false;
        }
    }
}
