using Esp32Bridge.Errors;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Wires
{
    /// <summary>
    /// BOOT0 and NRST of one target. A part samples BOOT0 when its reset ends: BOOT0 is set before NRST is released, and
    /// held for a while after that (AN2606, boot pin latching).
    /// </summary>
    public sealed class BootControl
    {
        /// <summary>How long BOOT0 is stable before a reset, in milliseconds.</summary>
        public const int SetupTime = 10;

        /// <summary>How long NRST is held, in milliseconds: many times what a part needs, even with a capacitor at NRST.</summary>
        public const int ResetTime = 20;

        /// <summary>How long BOOT0 is held after the end of a reset, in milliseconds, for a slowly rising NRST.</summary>
        public const int HoldTime = 10;

        private readonly IControlPin _boot0;
        private readonly IControlPin _reset;
        private readonly IClock _clock;

        /// <summary>Creates the control; no pin is touched.</summary>
        /// <param name="boot0">BOOT0: asserted, the part starts its bootloader.</param>
        /// <param name="reset">NRST: asserted, the part is held in reset.</param>
        /// <param name="clock">The clock.</param>
        public BootControl(IControlPin boot0, IControlPin reset, IClock clock)
        {
            _boot0 = boot0;
            _reset = reset;
            _clock = clock;
        }

        /// <summary>Resets the part into its system bootloader; BOOT0 stays asserted.</summary>
        public void ResetIntoBootloader()
        {
            _boot0.Assert();
            PulseReset();
        }

        /// <summary>Resets the part into its application.</summary>
        public void ResetIntoApplication()
        {
            _boot0.Release();
            PulseReset();
        }

        /// <summary>Holds the part in reset, or releases it.</summary>
        /// <param name="asserted">Whether it is held.</param>
        public void SetReset(bool asserted)
        {
            Set(_reset, asserted);
        }

        /// <summary>Sets what the part starts when its reset ends.</summary>
        /// <param name="asserted">Whether it is its bootloader.</param>
        public void SetBoot0(bool asserted)
        {
            Set(_boot0, asserted);
        }

        /// <summary>Releases both pins. This neither resets a running part nor takes one out of its bootloader.</summary>
        public void Close()
        {
            // NRST first, whatever happens: a part that stays in reset is dead.
            TryFinally.Run(_reset.Close, _boot0.Close);
        }

        private static void Set(IControlPin pin, bool asserted)
        {
            if (asserted)
            {
                pin.Assert();
            }
            else
            {
                pin.Release();
            }
        }

        private void PulseReset()
        {
            _clock.Sleep(SetupTime);
            _reset.Assert();
            _clock.Sleep(ResetTime);
            _reset.Release();
            _clock.Sleep(HoldTime);
        }
    }
}
