using System;
using System.Device.Gpio;
using System.Device.Spi;
using nanoFramework.Hardware.Esp32;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The SPI controllers, with the behaviour of nanoFramework's native code.</summary>
    public sealed class SpiBank
    {
        private const int MostDevices = 3;
        private const int LongestTransfer = 16384;

        // The clock of the controllers, which they divide.
        private const int Source = 80 * 1000 * 1000;

        // The clock that a rate of 0 means, and the highest one that IDF takes for both directions through the GPIO matrix.
        private const int HighestRate = 40 * 1000 * 1000;
        private const int HighestMatrixRate = Source / 3;

        // What nanoFramework sends when it opens a device.
        private const int OpeningBytes = 4;

        private readonly Session _session;
        private readonly SpiController[] _controllers = { new SpiController(), new SpiController() };

        /// <summary>Creates the controllers.</summary>
        /// <param name="session">The session.</param>
        public SpiBank(Session session)
        {
            _session = session;
        }

        /// <summary>Gets the number of open devices of both controllers.</summary>
        public int Devices
        {
            get { return _controllers[0].Devices.Count + _controllers[1].Devices.Count; }
        }

        /// <summary>Opens a device, and sends four bytes to it.</summary>
        /// <param name="settings">The settings, which belong to the device.</param>
        /// <exception cref="ArgumentException">The controller does not exist, or a pin of it is not set or in use.</exception>
        /// <exception cref="SpiDeviceAlreadyInUseException">The controller has a device with this chip select, also if that is -1.</exception>
        /// <exception cref="IndexOutOfRangeException">The controller has three devices.</exception>
        /// <exception cref="Exception">The pin of the chip select is in use.</exception>
        public void Open(SpiConnectionSettings settings)
        {
            if (settings.BusId < 1 || settings.BusId > _controllers.Length || settings.ChipSelectLine < -1)
            {
                throw new ArgumentException("there is no SPI" + settings.BusId + ", or no chip select " + settings.ChipSelectLine);
            }

            SpiController controller = _controllers[settings.BusId - 1];
            if (settings.Configuration == SpiBusConfiguration.Simplex || controller.Devices.Exists(device => device.ChipSelectLine == settings.ChipSelectLine))
            {
                throw new SpiDeviceAlreadyInUseException();
            }

            if (controller.Devices.Count == MostDevices)
            {
                throw new IndexOutOfRangeException();
            }

            if (controller.Devices.Count == 0)
            {
                Begin(controller, settings);
            }

            if (settings.ChipSelectLine >= 0)
            {
                if (_session.Pins.IsBusy(settings.ChipSelectLine))
                {
                    EndIfUnused(controller);
                    throw new Exception("pin " + settings.ChipSelectLine + " is in use");
                }

                _session.Pins.Reserve(settings.ChipSelectLine);
                Select(settings, false);
            }

            controller.Devices.Add(settings);
            if (controller.Rate > 0)
            {
                Transfer(settings, new byte[OpeningBytes], new byte[OpeningBytes]);
            }
        }

        /// <summary>Closes a device. The last one releases the pins of the controller.</summary>
        /// <param name="settings">The settings of the device.</param>
        public void Close(SpiConnectionSettings settings)
        {
            SpiController controller = _controllers[settings.BusId - 1];
            controller.Devices.Remove(settings);
            if (settings.ChipSelectLine >= 0)
            {
                _session.Pins.EndReservation(settings.ChipSelectLine);
            }

            EndIfUnused(controller);
        }

        /// <summary>Runs a transfer under one chip select.</summary>
        /// <param name="settings">The settings of the device.</param>
        /// <param name="sent">The bytes on MOSI.</param>
        /// <param name="received">Receives the bytes on MISO; as many.</param>
        /// <exception cref="ArgumentException">IDF refuses it: it is too long, both directions are asked of a half duplex device, or the device is closed.</exception>
        public void Transfer(SpiConnectionSettings settings, byte[] sent, byte[] received)
        {
            SpiController controller = _controllers[settings.BusId - 1];
            if (!controller.Devices.Contains(settings))
            {
                throw new ArgumentException("the device is closed");
            }

            Select(settings, true);
            if (sent.Length > LongestTransfer || controller.Rate == 0)
            {
                // The callback that ends the chip select does not come.
                throw new ArgumentException(sent.Length + " bytes are too many, or the clock is not possible");
            }

            byte[] onMosi = InOrder(sent, controller.DataFlow);
            byte[] onMiso = new byte[sent.Length];
            ISpiLines lines = _session.Wires.FindSpi(controller.MosiPin, controller.MisoPin, controller.ClockPin);
            _session.Carry(new SpiTransfer(lines, controller.Rate, controller.Mode, onMosi, onMiso));
            InOrder(onMiso, controller.DataFlow).CopyTo(received, 0);
            Select(settings, false);
        }

        private static byte[] InOrder(byte[] data, DataFlow flow)
        {
            return flow == DataFlow.MsbFirst ? data : Array.ConvertAll(data, Reverse);
        }

        private static byte Reverse(byte value)
        {
            int reversed = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                reversed |= ((value >> bit) & 1) << (7 - bit);
            }

            return (byte)reversed;
        }

        // IDF knows one device for each controller: the first one of nanoFramework.
        private void Begin(SpiController controller, SpiConnectionSettings settings)
        {
            int function = (int)DeviceFunction.SPI1_MOSI + ((settings.BusId - 1) * ((int)DeviceFunction.SPI2_MOSI - (int)DeviceFunction.SPI1_MOSI));
            controller.MosiPin = _session.Functions.PinOf((DeviceFunction)function);
            controller.MisoPin = _session.Functions.PinOf((DeviceFunction)(function + 1));
            controller.ClockPin = _session.Functions.PinOf((DeviceFunction)(function + 2));
            foreach (int pin in PinsOf(controller))
            {
                if (pin < 0 || _session.Pins.IsBusy(pin))
                {
                    throw new ArgumentException("pin " + pin + " of SPI" + settings.BusId + " is not set, or in use");
                }
            }

            int rate = settings.ClockFrequency == 0 ? HighestRate : settings.ClockFrequency;
            controller.Rate = rate > HighestMatrixRate ? 0 : Source / ((Source + rate - 1) / rate);
            controller.Mode = settings.Mode;
            controller.DataFlow = settings.DataFlow;
            foreach (int pin in PinsOf(controller))
            {
                _session.Pins.Reserve(pin);
            }

            _session.Wires.DrivePin(controller.MosiPin, PinDrive.Low);
            _session.Wires.DrivePin(controller.MisoPin, PinDrive.None);
            _session.Wires.DrivePin(controller.ClockPin, settings.Mode >= SpiMode.Mode2 ? PinDrive.High : PinDrive.Low);
        }

        private void EndIfUnused(SpiController controller)
        {
            if (controller.Devices.Count > 0)
            {
                return;
            }

            foreach (int pin in PinsOf(controller))
            {
                // gpio_reset_pin leaves an input with a pull-up.
                _session.Pins.EndReservation(pin);
                _session.Wires.DrivePin(pin, PinDrive.PullUp);
            }
        }

        private static int[] PinsOf(SpiController controller)
        {
            return new[] { controller.MosiPin, controller.MisoPin, controller.ClockPin };
        }

        private void Select(SpiConnectionSettings settings, bool isActive)
        {
            if (settings.ChipSelectLine >= 0)
            {
                bool high = isActive == (bool)settings.ChipSelectLineActiveState;
                _session.Wires.DrivePin(settings.ChipSelectLine, high ? PinDrive.High : PinDrive.Low);
            }
        }
    }
}
