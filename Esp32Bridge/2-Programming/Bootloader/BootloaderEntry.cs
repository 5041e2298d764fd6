using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Brings a target into its bootloader, up to the first answer. Tries several resets, because a first byte that was not
    /// received whole locks a wrong rate until the next reset. Then tries lower rates, in case the part's clock or the line
    /// does not support the higher ones.
    /// </summary>
    internal sealed class BootloaderEntry
    {
        private const int ResetsOnTrial = 1;
        private const int Resets = 3;
        private const int ResetsAtLowerRate = 2;

        // The slowest start known: an L47x that waits for a crystal it does not have (AN2606).
        private const int SlowestStart = 2561;
        private const int Margin = 500;

        private const int NotYet = -1;

        // The highest rate of a bootloader without Fast-mode Plus, in Hz.
        private const int SlowI2c = 400000;

        // A part that has locked a wrong rate stays deaf: a longer wait does not help.
        private const int MarginOnTrial = 300;

        // The time at which a part begins to listen is not known to the millisecond: ask often.
        private const int SyncTimeout = 25;

        // For a part whose first ACK was lost, the second 7F is half a command.
        private const int Questions = 3;
        private const int QuestionTimeout = 100;

        private readonly ITargetWires _wires;
        private readonly BootloaderLink _link;
        private readonly LineRates _rates;
        private readonly RateTrial _trial;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly int _address;
        private readonly int _limit;

        // How long the part took to listen the last time, in milliseconds.
        private int _startTime = NotYet;

        /// <summary>Creates the entry.</summary>
        /// <param name="wires">The wires.</param>
        /// <param name="link">The frames.</param>
        /// <param name="rates">The rates of the line.</param>
        /// <param name="trial">The test of a rate on trial.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Receives the rate that was found.</param>
        /// <param name="device">The part that is expected.</param>
        internal BootloaderEntry(ITargetWires wires, BootloaderLink link, LineRates rates, RateTrial trial, IClock clock, ILog log, Stm32Device device)
        {
            _address = device.AddressOn(wires);
            _limit = wires.Kind == LineKind.I2c && !device.HasFastI2c ? SlowI2c : int.MaxValue;
            _wires = wires;
            _link = link;
            _rates = rates;
            _trial = trial;
            _clock = clock;
            _log = log;
        }

        /// <summary>Gets whether the bootloader of the part has answered.</summary>
        internal bool HasAnswered
        {
            get { return _startTime != NotYet; }
        }

        /// <summary>Opens the line for an attempt.</summary>
        /// <exception cref="BridgeException">The line cannot be opened.</exception>
        internal void Open()
        {
            _rates.Begin(_wires.Rates, _limit);
            _wires.Open(_rates.Current, _address);
        }

        /// <summary>Resets the part into its bootloader and synchronises with it, with patience for a slow start.</summary>
        /// <param name="expected">The part that is expected.</param>
        /// <exception cref="ProgrammingException">The part did not answer after several resets at several rates.</exception>
        internal void Enter(Stm32Device expected)
        {
            string tried = string.Empty;
            int heard = AnswerByte.Nothing;
            int resets = Resets;
            do
            {
                int count = _rates.IsOnTrial ? ResetsOnTrial : resets;
                int answer = TryEnter(expected, count);
                if (BootloaderLink.IsAnswer(answer))
                {
                    if (_rates.Prove())
                    {
                        _log.Write(_rates.Current + " " + _rates.Unit);
                    }

                    return;
                }

                heard = answer == AnswerByte.Nothing ? heard : answer;
                tried += (tried.Length == 0 ? string.Empty : " and ") + count + (count == 1 ? " reset at " : " resets at ") + _rates.Current;
                resets = _rates.IsOnTrial ? Resets : ResetsAtLowerRate;
            }
            while (TryGoSlower());

            throw new ProgrammingException(
                "enter the bootloader",
                BridgeException.NoAddress,
                _link.Line.Sign,
                AnswerByte.NameOf(heard) + " after " + tried + " " + _rates.Unit,
                HasAnswered
                    ? "The part answered before: check its supply and ground and the contacts of BOOT0 and NRST and " + _link.Line.Contacts + "."
                    : "Check BOOT0 and NRST and " + _link.Line.Contacts + " and the supply and the option bytes that let BOOT0 count.");
        }

        /// <summary>Gets how long the part took to listen the last time, in milliseconds; negative if it never did.</summary>
        internal int StartTime
        {
            get { return _startTime; }
        }

        /// <summary>Changes to the next lower rate; the part must be reset afterwards.</summary>
        /// <returns>False if there is no lower one.</returns>
        internal bool TryGoSlower()
        {
            bool isLower = _rates.TryLower();
            if (isLower)
            {
                _wires.Open(_rates.Current, _address);
            }

            return isLower;
        }

        /// <summary>Changes to a rate that needs no trial; the part must be reset afterwards.</summary>
        internal void EndTrial()
        {
            if (_rates.TryEndTrial())
            {
                _wires.Open(_rates.Current, _address);
            }
        }

        /// <summary>
        /// Tells whether the part is in its bootloader although it should run its application. A part that sends anything by
        /// itself on a UART runs its application; only a silent one is asked.
        /// </summary>
        /// <param name="startTime">The longest time from reset to listening, in milliseconds.</param>
        /// <returns>True if the bootloader answered.</returns>
        internal bool IsInBootloader(int startTime)
        {
            int patience = (HasAnswered && _startTime < startTime ? _startTime : startTime) + Margin;
            if (_wires.Kind != LineKind.Usart)
            {
                _clock.Sleep(patience);
            }
            else if (_wires.Line.Read(new byte[1], 0, 1, patience) > 0)
            {
                return false;
            }

            for (int i = 0; i < Questions; i++)
            {
                if (BootloaderLink.IsAnswer(_link.Synchronize(QuestionTimeout)))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Asks repeatedly for the bootloader, without a reset.</summary>
        /// <param name="patience">For how long, in milliseconds.</param>
        /// <returns>Its answer, see <see cref="BootloaderLink.IsAnswer"/>; or else the last byte that came, or <see cref="AnswerByte.Nothing"/>.</returns>
        internal int Listen(int patience)
        {
            int last = AnswerByte.Nothing;
            long end = _clock.Milliseconds + patience;
            do
            {
                int heard = _link.Synchronize(SyncTimeout);
                last = heard == AnswerByte.Nothing ? last : heard;
                if (BootloaderLink.IsAnswer(heard))
                {
                    break;
                }
            }
            while (_clock.Milliseconds < end);

            return last;
        }

        // The answer, see Listen. On trial, an answer counts only if the rate has passed its test.
        private int TryEnter(Stm32Device expected, int resets)
        {
            int last = AnswerByte.Nothing;
            for (int reset = 1; reset <= resets; reset++)
            {
                _wires.ResetIntoBootloader();
                long begin = _clock.Milliseconds;
                if (_rates.IsOnTrial)
                {
                    int answer = Listen(expected.StartTime + MarginOnTrial);
                    NoteStart(answer, begin);
                    return !BootloaderLink.IsAnswer(answer) || _trial.IsCarried(expected) ? answer : AnswerByte.Nothing;
                }

                // After the last reset, wait long enough for any part: it may not be the expected one.
                int heard = Listen((reset < resets ? expected.StartTime : SlowestStart) + Margin);
                last = heard == AnswerByte.Nothing ? last : heard;
                NoteStart(heard, begin);
                if (BootloaderLink.IsAnswer(heard))
                {
                    break;
                }
            }

            return last;
        }

        private void NoteStart(int answer, long begin)
        {
            if (BootloaderLink.IsAnswer(answer))
            {
                _startTime = (int)(_clock.Milliseconds - begin);
            }
        }
    }
}
