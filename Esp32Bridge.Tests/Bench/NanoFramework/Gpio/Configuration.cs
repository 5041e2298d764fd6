using Esp32Bridge.Bench.Chip;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Stands in for nanoFramework's type of this name, as far as the firmware uses it.</summary>
    public class Configuration
    {
        /// <summary>Assigns a pin to a function.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="value">The function.</param>
        public static void SetPinFunction(int pin, DeviceFunction value)
        {
            Session.Current.Functions.Assign(pin, value);
        }

        /// <summary>Gets the pin of a function.</summary>
        /// <param name="function">The function.</param>
        /// <returns>The GPIO, or -1.</returns>
        public static int GetFunctionPin(DeviceFunction function)
        {
            return Session.Current.Functions.PinOf(function);
        }
    }
}
