using Esp32Bridge.An3155;
using Esp32Bridge.Devices;
using Esp32Bridge.Errors;
using Esp32Bridge.Logging;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Programming
{
    /// <summary>
    /// Brings a target into its bootloader, up to the first answer: several resets, because a first byte that was not
    /// heard whole locks a wrong rate until the next reset; and lower rates, where the part's clock or the line does not
    /// carry the higher ones. A rate above <see cref="TestedRate"/> is only a trial. The rate that was found is where the
    /// job goes on.
    /// </summary>
    public sealed class BootloaderEntry
    {
        /// <summary>The highest rate that ST tests, in baud (AN3155 2.2): above it, a rate has to prove that it is carried.</summary>
        public const int TestedRate = 115200;

        private const int ResetsOnTrial = 1;
        private const int Resets = 3;
        private const int ResetsAtLowerRate = 2;

        // The slowest start known: an L47x that waits for a crystal it does not have (AN2606).
        private const int SlowestStart = 2561;
        private const int Margin = 500;

        // A part that has locked a wrong rate stays deaf, however long it is waited for.
        private const int MarginOnTrial = 300;

        // When a part begins to listen is not known to the millisecond: it is asked often.
        private const int SyncTimeout = 25;

        // To a part whose first ACK was lost, the second 7F is half a command.
        private const int Questions = 3;
        private const int QuestionTimeout = 100;

        private static readonly int[] _rates = new int[] { 921600, 460800, 230400, TestedRate, 57600, 19200 };

        private readonly string _name;
        private readonly ITargetLink _target;
        private readonly BootloaderLink _link;
        private readonly RateTrial _trial;
        private readonly IClock _clock;
        private readonly ILog _log;
        private int _found;
        private int _heard;

        /// <summary>Creates the entry.</summary>
        /// <param name="name">The target's name, for remarks.</param>
        /// <param name="target">The wires.</param>
        /// <param name="link">The frames.</param>
        /// <param name="trial">What a rate above <see cref="TestedRate"/> has to stand.</param>
        /// <param name="clock">The clock.</param>
        /// <param name="log">Where the rate goes that was found.</param>
        public BootloaderEntry(string name, ITargetLink target, BootloaderLink link, RateTrial trial, IClock clock, ILog log)
        {
            _name = name;
            _target = target;
            _link = link;
            _trial = trial;
            _clock = clock;
            _log = log;
        }

        /// <summary>Gets the rate of the line, in baud.</summary>
        public int Rate { get; private set; }

        /// <summary>Gets whether the rate of the line is above <see cref="TestedRate"/>.</summary>
        public bool IsOnTrial
        {
            get { return Rate > TestedRate; }
        }

        /// <summary>Gives the highest rate that needs no trial.</summary>
        /// <param name="rate">The highest rate that the board description allows, in baud.</param>
        /// <returns>That rate, or <see cref="TestedRate"/> where it is lower.</returns>
        public static int WithoutTrial(int rate)
        {
            return rate < TestedRate ? rate : TestedRate;
        }

        /// <summary>Takes the line, at the rate that was found earlier in the job, or else at the target's own.</summary>
        /// <exception cref="BridgeException">The line cannot be had.</exception>
        public void Open()
        {
            Change(_found > 0 ? _found : _target.BaudRate);
        }

        /// <summary>Resets the part into its bootloader and synchronises with it, with patience for a slow start.</summary>
        /// <param name="expected">The part that is expected.</param>
        /// <exception cref="ProgrammingException">It did not answer after several resets at several rates.</exception>
        public void Enter(Stm32Device expected)
        {
            string tried = string.Empty;
            _heard = BootloaderLink.Nothing;
            int resets = Resets;
            do
            {
                int count = IsOnTrial ? ResetsOnTrial : resets;
                if (TryEnter(expected, count))
                {
                    Keep();
                    return;
                }

                tried += (tried.Length == 0 ? string.Empty : " and ") + count + (count == 1 ? " reset at " : " resets at ") + Rate;
                resets = IsOnTrial ? Resets : ResetsAtLowerRate;
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
            int lower = Below(Rate);
            if (lower == 0)
            {
                return false;
            }

            Change(lower);
            return true;
        }

        /// <summary>Changes to a rate without a trial, for a question that is asked without one; the part has to be reset behind it.</summary>
        public void EndTrial()
        {
            if (IsOnTrial)
            {
                Change(TestedRate);
            }
        }

        /// <summary>Says why an attempt of the job failed. Where it was the part or the line, and on trial, the next attempt begins at the next lower rate.</summary>
        /// <param name="error">The error.</param>
        public void Blame(BridgeException error)
        {
            if (_found > TestedRate && (error is BootloaderException || error is ProgrammingException))
            {
                _found = Below(_found);
            }
        }

        /// <summary>Says that an attempt of the job is over.</summary>
        /// <param name="isDone">Whether the part is done with, one way or the other: then the next job begins at the target's own rate again.</param>
        public void EndAttempt(bool isDone)
        {
            _found = isDone ? 0 : _found;
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
                if (_link.TrySynchronize(QuestionTimeout))
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

        private static int Below(int rate)
        {
            for (int i = 0; i < _rates.Length; i++)
            {
                if (_rates[i] < rate)
                {
                    return _rates[i];
                }
            }

            return 0;
        }

        private bool TryEnter(Stm32Device expected, int resets)
        {
            for (int reset = 1; reset <= resets; reset++)
            {
                _target.ResetIntoBootloader();
                if (IsOnTrial)
                {
                    return IsListening(expected.StartTime + MarginOnTrial) && _trial.IsCarried(expected);
                }

                // At last, time enough for any part: it may not be the one that is expected.
                if (IsListening((reset < resets ? expected.StartTime : SlowestStart) + Margin))
                {
                    return true;
                }
            }

            return false;
        }

        // The job never goes above it again. Where there is no choice, there is nothing to tell.
        private void Keep()
        {
            if (_found > 0 && _found <= Rate)
            {
                return;
            }

            _found = Rate;
            if (_target.BaudRate > TestedRate || Rate < _target.BaudRate)
            {
                _log.Write(_name + ": " + Rate + " baud");
            }
        }

        private void Change(int rate)
        {
            Rate = rate;
            _target.Open(rate);
        }
    }
}
