using System.Device.Gpio;
using Esp32Bridge.Timing;

namespace Esp32Bridge.Board
{
    /// <summary>Makes the control of BOOT0 and NRST from a target's description.</summary>
    public static class TargetPins
    {
        /// <summary>Makes the control; no pin is touched.</summary>
        /// <param name="description">The target.</param>
        /// <param name="controller">The ESP32's pins.</param>
        /// <param name="clock">The clock.</param>
        /// <returns>The control.</returns>
        public static BootControl CreateControl(TargetDescription description, GpioController controller, IClock clock)
        {
            IControlLine boot0 = new PushPullLine(controller, description.Boot0Pin, description.Boot0ActiveHigh);
            IControlLine reset = description.ResetActiveHigh
                ? (IControlLine)new PushPullLine(controller, description.ResetPin, true)
                : new OpenDrainLine(controller, description.ResetPin);
            return new BootControl(boot0, reset, clock);
        }
    }
}
