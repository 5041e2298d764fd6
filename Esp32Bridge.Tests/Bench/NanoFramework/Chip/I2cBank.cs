using System;
using System.Device.I2c;
using nanoFramework.Hardware.Esp32;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The I2C controllers, with the behaviour of nanoFramework's native code and of IDF's legacy driver.</summary>
    public sealed class I2cBank
    {
        // I2C_ACKERR_CNT_MAX.
        private const int MostNotAcknowledged = 10;

        private static readonly int[] _rates = { 100000, 400000, 1000000 };

        private readonly Session _session;
        private readonly I2cController[] _controllers = { new I2cController(), new I2cController() };

        /// <summary>Creates the controllers, without drivers.</summary>
        /// <param name="session">The session.</param>
        public I2cBank(Session session)
        {
            _session = session;
        }

        /// <summary>Gets the number of open devices of both controllers.</summary>
        public int Devices
        {
            get { return _controllers[0].Devices + _controllers[1].Devices; }
        }

        /// <summary>Opens a device: configures its controller anew, for all devices, and installs the driver for the first one.</summary>
        /// <param name="settings">The settings.</param>
        /// <exception cref="ArgumentException">There is no such controller.</exception>
        /// <exception cref="Exception">One of the pins is in use.</exception>
        public void Open(I2cConnectionSettings settings)
        {
            if (settings.BusId < 1 || settings.BusId > _controllers.Length)
            {
                throw new ArgumentException("there is no I2C" + settings.BusId);
            }

            I2cController controller = _controllers[settings.BusId - 1];
            int function = (int)DeviceFunction.I2C1_DATA + ((settings.BusId - 1) * ((int)DeviceFunction.I2C2_DATA - (int)DeviceFunction.I2C1_DATA));
            int dataPin = _session.Functions.PinOf((DeviceFunction)function);
            int clockPin = _session.Functions.PinOf((DeviceFunction)(function + 1));
            if (_session.Pins.IsBusy(dataPin) || _session.Pins.IsBusy(clockPin))
            {
                // The finalizer of the device that was not created lowers the count all the same, and takes the driver away from others.
                Close(settings.BusId);
                throw new Exception("pin " + dataPin + " or " + clockPin + " is in use");
            }

            controller.DataPin = dataPin;
            controller.ClockPin = clockPin;
            controller.Rate = _rates[(int)settings.BusSpeed];
            if (controller.Devices == 0)
            {
                controller.IsSuspect = false;
                controller.NotAcknowledged = 0;
            }

            controller.Devices++;

            // Open drain, with the pull-ups of the ESP32.
            _session.Pins.Connect(dataPin, PinDrive.PullUp);
            _session.Pins.Connect(clockPin, PinDrive.PullUp);
        }

        /// <summary>Closes a device. Its pins stay as they are.</summary>
        /// <param name="busId">Its controller.</param>
        public void Close(int busId)
        {
            I2cController controller = _controllers[busId - 1];
            controller.Devices = Math.Max(0, controller.Devices - 1);
        }

        /// <summary>Runs a transfer. The bytes that were read are handed over only if it succeeded.</summary>
        /// <param name="settings">The device.</param>
        /// <param name="written">The bytes to write.</param>
        /// <param name="read">Receives the bytes that are read.</param>
        /// <returns>The status.</returns>
        /// <exception cref="InvalidOperationException">The driver is not installed.</exception>
        public I2cTransferStatus Transfer(I2cConnectionSettings settings, byte[] written, byte[] read)
        {
            I2cController controller = _controllers[settings.BusId - 1];
            if (controller.Devices == 0)
            {
                throw new InvalidOperationException("I2C" + settings.BusId + " has no driver");
            }

            II2cLines lines = _session.Wires.FindI2c(controller.DataPin, controller.ClockPin);
            bool isConnected = _session.Pins.IsConnected(controller.DataPin) && _session.Pins.IsConnected(controller.ClockPin);
            I2cTransfer transfer = new I2cTransfer(lines, controller.Rate, settings.DeviceAddress, written, read, controller.IsSuspect, isConnected);
            _session.Carry(transfer);
            bool isRefused = transfer.Status == I2cTransferStatus.SlaveAddressNotAcknowledged;
            controller.NotAcknowledged = isRefused ? (controller.NotAcknowledged % MostNotAcknowledged) + 1 : 0;
            controller.IsSuspect = transfer.Status == I2cTransferStatus.ClockStretchTimeout || controller.NotAcknowledged == MostNotAcknowledged;
            return transfer.Status;
        }
    }
}
