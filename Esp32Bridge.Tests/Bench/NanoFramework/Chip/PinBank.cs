using System;
using System.Collections.Generic;
using System.Device.Gpio;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The GPIOs of a classic ESP32, with the rules of nanoFramework's native code.</summary>
    public sealed class PinBank
    {
        private const int PinCount = 40;
        private const int FirstFlashPin = 6;
        private const int LastFlashPin = 11;
        private const int FirstInputOnlyPin = 34;

        private readonly Session _session;
        private readonly Dictionary<int, PinMode> _open = new Dictionary<int, PinMode>();
        private readonly List<GpioPin> _held = new List<GpioPin>();

        /// <summary>Creates the pins, all inputs.</summary>
        /// <param name="session">The session.</param>
        public PinBank(Session session)
        {
            _session = session;
        }

        /// <summary>Gets the number of pins that the controllers hold.</summary>
        public int Held
        {
            get
            {
                lock (_open)
                {
                    return _held.Count;
                }
            }
        }

        /// <summary>Opens a pin. An output starts low.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="mode">The mode.</param>
        public void Open(int pin, PinMode mode)
        {
            lock (_open)
            {
                if (pin < 0 || pin >= PinCount || (pin >= FirstFlashPin && pin <= LastFlashPin) || _open.ContainsKey(pin))
                {
                    throw new ArgumentException("pin " + pin + " does not exist, belongs to the flash, or is open");
                }

                _open.Add(pin, mode);
            }

            SetMode(pin, mode);
        }

        /// <summary>Changes the mode of a pin. A pin that becomes an output is low.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="mode">The mode.</param>
        public void SetMode(int pin, PinMode mode)
        {
            if (mode >= PinMode.Output && pin >= FirstInputOnlyPin)
            {
                throw new ArgumentException("pin " + pin + " is only an input");
            }

            lock (_open)
            {
                _open[pin] = mode;
            }

            _session.Wires.DrivePin(pin, DriveOf(mode, false));
        }

        /// <summary>Gets the mode of an open pin.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>The mode.</returns>
        public PinMode ModeOf(int pin)
        {
            lock (_open)
            {
                return _open[pin];
            }
        }

        /// <summary>Writes to an output.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="high">The level.</param>
        public void Write(int pin, bool high)
        {
            PinMode mode = ModeOf(pin);
            if (mode < PinMode.Output)
            {
                throw new InvalidOperationException("pin " + pin + " is an input");
            }

            _session.Wires.DrivePin(pin, DriveOf(mode, high));
        }

        /// <summary>Closes a pin. Its drive does not change.</summary>
        /// <param name="pin">The GPIO.</param>
        public void Close(int pin)
        {
            lock (_open)
            {
                _open.Remove(pin);
            }
        }

        /// <summary>Registers a pin that a controller holds from now on.</summary>
        /// <param name="pin">The pin.</param>
        internal void Hold(GpioPin pin)
        {
            lock (_open)
            {
                _held.Add(pin);
            }
        }

        /// <summary>Releases a pin from its controller: of several with this number, the one held longest.</summary>
        /// <param name="number">The GPIO.</param>
        /// <returns>The pin, or null.</returns>
        internal GpioPin LetGo(int number)
        {
            lock (_open)
            {
                GpioPin pin = _held.Find(held => held.PinNumber == number);
                _held.Remove(pin);
                return pin;
            }
        }

        /// <summary>The supply is off: all pins release their lines.</summary>
        public void End()
        {
            for (int pin = 0; pin < PinCount; pin++)
            {
                _session.Wires.DrivePin(pin, PinDrive.None);
            }
        }

        private static PinDrive DriveOf(PinMode mode, bool high)
        {
            switch (mode)
            {
                case PinMode.InputPullUp:
                    return PinDrive.PullUp;
                case PinMode.InputPullDown:
                    return PinDrive.PullDown;
                case PinMode.Output:
                    return high ? PinDrive.High : PinDrive.Low;
                case PinMode.OutputOpenDrain:
                    return high ? PinDrive.None : PinDrive.Low;
                case PinMode.OutputOpenDrainPullUp:
                    return high ? PinDrive.PullUp : PinDrive.Low;
                case PinMode.OutputOpenSource:
                    return high ? PinDrive.High : PinDrive.None;
                case PinMode.OutputOpenSourcePullDown:
                    return high ? PinDrive.High : PinDrive.PullDown;
                default:
                    return PinDrive.None;
            }
        }
    }
}
