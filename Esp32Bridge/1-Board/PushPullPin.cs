using System.Device.Gpio;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// A pin that only the ESP32 drives: BOOT0, or NRST behind a transistor. It is an input between jobs, and its
    /// pull resistor keeps it inactive. Opened, it is low for a moment whatever its polarity; BOOT0 does not mind,
    /// because a part looks at it only when a reset ends, and an active-high reset is inactive when low.
    /// </summary>
    internal sealed class PushPullPin : IControlPin
    {
        private readonly GpioController _controller;
        private readonly int _pinNumber;
        private readonly bool _activeHigh;
        private GpioPin _pin;

        /// <summary>Creates the control; the pin is left alone until it is used.</summary>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="pinNumber">The GPIO.</param>
        /// <param name="activeHigh">Whether it is active when the pin is high.</param>
        internal PushPullPin(GpioController controller, int pinNumber, bool activeHigh)
        {
            _controller = controller;
            _pinNumber = pinNumber;
            _activeHigh = activeHigh;
        }

        /// <inheritdoc/>
        public void Assert()
        {
            Drive(_activeHigh);
        }

        /// <inheritdoc/>
        public void Release()
        {
            Drive(!_activeHigh);
        }

        /// <inheritdoc/>
        public void Close()
        {
            if (_pin != null)
            {
                _pin.SetPinMode(PinMode.Input);

                // Disposed of by itself, the controller would hold it for ever.
                _controller.ClosePin(_pinNumber);
                _pin = null;
            }
        }

        private void Drive(bool high)
        {
            if (_pin == null)
            {
                _pin = _controller.OpenPin(_pinNumber, PinMode.Output);
            }

            _pin.Write(high ? PinValue.High : PinValue.Low);
        }
    }
}
