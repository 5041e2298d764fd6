using System.Device.Gpio;
using Esp32Bridge.Wires;

namespace Esp32Bridge.Board
{
    /// <summary>
    /// An active-low pin with a pull-up that others may pull low too: NRST. It is an input but for the time that it
    /// pulls, because an output of nanoFramework starts low, which would reset the part whenever the ESP32 starts.
    /// </summary>
    internal sealed class OpenDrainPin : IControlPin
    {
        private readonly GpioController _controller;
        private readonly int _pinNumber;
        private GpioPin _pin;

        /// <summary>Creates the control; the pin is left alone until it is asserted.</summary>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="pinNumber">The GPIO.</param>
        internal OpenDrainPin(GpioController controller, int pinNumber)
        {
            _controller = controller;
            _pinNumber = pinNumber;
        }

        /// <inheritdoc/>
        public void Assert()
        {
            if (_pin == null)
            {
                _pin = _controller.OpenPin(_pinNumber, PinMode.Input);
            }

            _pin.SetPinMode(PinMode.OutputOpenDrain);
            _pin.Write(PinValue.Low);
        }

        /// <inheritdoc/>
        public void Release()
        {
            if (_pin != null)
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

                // Disposed of by itself, the controller would hold it for ever.
                _controller.ClosePin(_pinNumber);
                _pin = null;
            }
        }
    }
}
