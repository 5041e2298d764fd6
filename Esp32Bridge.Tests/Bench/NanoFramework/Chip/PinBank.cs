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
        private readonly HashSet<int> _reserved = new HashSet<int>();
        private readonly HashSet<int> _connected = new HashSet<int>();

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
                if (pin < 0 || pin >= PinCount || (pin >= FirstFlashPin && pin <= LastFlashPin) || IsBusy(pin))
                {
                    throw new ArgumentException("pin " + pin + " does not exist, belongs to the flash, or is in use");
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
                _connected.Remove(pin);
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

        /// <summary>Gets whether a GpioPin is open on a pin, or a bus has reserved it.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>True if it is in use.</returns>
        public bool IsBusy(int pin)
        {
            lock (_open)
            {
                return _open.ContainsKey(pin) || _reserved.Contains(pin);
            }
        }

        /// <summary>Reserves a pin for a bus: it cannot be opened.</summary>
        /// <param name="pin">The GPIO.</param>
        public void Reserve(int pin)
        {
            lock (_open)
            {
                _reserved.Add(pin);
            }
        }

        /// <summary>Ends a reservation.</summary>
        /// <param name="pin">The GPIO.</param>
        public void EndReservation(int pin)
        {
            lock (_open)
            {
                _reserved.Remove(pin);
            }
        }

        /// <summary>Connects a pin to a controller. It stays connected until it is used as a GPIO, also if the controller is closed.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="drive">The drive of the idle controller.</param>
        public void Connect(int pin, PinDrive drive)
        {
            lock (_open)
            {
                _connected.Add(pin);
            }

            _session.Wires.DrivePin(pin, drive);
        }

        /// <summary>Gets whether a pin is still connected to a controller.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>False if it was used as a GPIO meanwhile.</returns>
        public bool IsConnected(int pin)
        {
            lock (_open)
            {
                return _connected.Contains(pin);
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
