using System.Device.Gpio;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// A pin that controls a part. It is an input until it is used, and again after it is closed. An output of nanoFramework
    /// starts low, whatever its polarity. NRST without a transistor would then reset the part: its pin is an output only
    /// while it pulls low. For BOOT0 this does not matter, because a part samples it only when a reset ends. An active-high
    /// reset is inactive when low.
    /// </summary>
    internal sealed class ControlPin : IControlPin
    {
        private readonly GpioController _controller;
        private readonly int _pinNumber;
        private readonly bool _activeHigh;
        private readonly bool _isOpenDrain;
        private GpioPin _pin;

        /// <summary>Creates the control; the pin is not touched until it is used.</summary>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="pinNumber">The GPIO.</param>
        /// <param name="activeHigh">Whether the signal is active when the pin is high.</param>
        /// <param name="isOpenDrain">Whether others may pull the signal low too, and a pull-up makes it high: then the pin never drives it high.</param>
        internal ControlPin(GpioController controller, int pinNumber, bool activeHigh, bool isOpenDrain)
        {
            _controller = controller;
            _pinNumber = pinNumber;
            _activeHigh = activeHigh;
            _isOpenDrain = isOpenDrain;
        }

        /// <inheritdoc/>
        public void Assert()
        {
            Drive(_activeHigh);
        }

        /// <inheritdoc/>
        public void Release()
        {
            if (!_isOpenDrain)
            {
                Drive(!_activeHigh);
            }
            else if (_pin != null)
            {
                _pin.SetPinMode(PinMode.Input);
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            if (_pin != null)
            {
                _pin.SetPinMode(PinMode.Input);

                // Close it through the controller: if only the pin were disposed, the controller would keep it open.
                _controller.ClosePin(_pinNumber);
                _pin = null;
            }
        }

        private void Drive(bool high)
        {
            if (_pin == null)
            {
                _pin = _controller.OpenPin(_pinNumber, _isOpenDrain ? PinMode.Input : PinMode.Output);
            }

            if (_isOpenDrain)
            {
                _pin.SetPinMode(PinMode.OutputOpenDrain);
            }

            _pin.Write(high ? PinValue.High : PinValue.Low);
        }
    }
}
