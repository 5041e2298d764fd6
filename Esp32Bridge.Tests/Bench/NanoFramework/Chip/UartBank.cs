using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Esp32Bridge.Tests.Model;
using nanoFramework.Hardware.Esp32;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>
    /// The UARTs, with the behaviour of nanoFramework's native code: a receive buffer that drops bytes when it is full, and
    /// one "data came" and one "data sent" flag for all UARTs.
    /// </summary>
    public sealed class UartBank
    {
        private readonly Session _session;
        private readonly object _lock = new object();
        private readonly List<UartDriver> _drivers = new List<UartDriver>();
        private readonly HashSet<int> _claimed = new HashSet<int>();
        private readonly SentFlag _sent = new SentFlag();
        private bool _dataCame;

        /// <summary>Creates the UARTs, without pins and drivers.</summary>
        /// <param name="session">The session.</param>
        public UartBank(Session session)
        {
            _session = session;
        }

        /// <summary>Registers a new SerialPort for a port.</summary>
        /// <param name="port">The port, 2 for COM2.</param>
        /// <exception cref="ArgumentException">The port has one already.</exception>
        public void Claim(int port)
        {
            lock (_lock)
            {
                if (!_claimed.Add(port))
                {
                    throw new ArgumentException("COM" + port + " was not disposed");
                }
            }
        }

        /// <summary>Removes the disposed SerialPort of a port.</summary>
        /// <param name="port">The port.</param>
        public void Release(int port)
        {
            lock (_lock)
            {
                _claimed.Remove(port);
            }
        }

        /// <summary>Installs the driver of a port, and removes the one before.</summary>
        /// <param name="port">The port, 2 for COM2.</param>
        /// <param name="format">The format of its bytes.</param>
        /// <param name="bufferSize">The size of its receive buffer.</param>
        /// <returns>The driver.</returns>
        public UartDriver Install(int port, UartFormat format, int bufferSize)
        {
            int transmitPin = _session.Functions.PinOf((DeviceFunction)(FunctionBase(port) + 0));
            int receivePin = _session.Functions.PinOf((DeviceFunction)(FunctionBase(port) + 1));
            if (transmitPin < 0 || receivePin < 0)
            {
                // CLR_E_PIN_UNAVAILABLE reaches managed code as a plain exception.
                throw new Exception("COM" + port + " has no pins");
            }

            Remove(port);
            UartDriver driver = new UartDriver(port, transmitPin, receivePin, format, bufferSize);
            lock (_lock)
            {
                _drivers.Add(driver);
            }

            _session.Wires.HoldTransmitLine(transmitPin, true);
            return driver;
        }

        /// <summary>Removes the driver of a port, if there is one, and releases its TX line.</summary>
        /// <param name="port">The port.</param>
        public void Remove(int port)
        {
            UartDriver removed;
            lock (_lock)
            {
                removed = _drivers.Find(driver => driver.Port == port);
                _drivers.Remove(removed);
                Monitor.PulseAll(_lock);
            }

            if (removed != null)
            {
                _session.Wires.HoldTransmitLine(removed.TransmitPin, false);
            }
        }

        /// <summary>Gets the number of received bytes of a port.</summary>
        /// <param name="driver">The port's driver.</param>
        /// <returns>The number of bytes.</returns>
        public int BytesToRead(UartDriver driver)
        {
            _session.UseLine();
            lock (_lock)
            {
                return driver.Received.Count;
            }
        }

        /// <summary>Waits until all requested bytes are there, and takes them; or takes none.</summary>
        /// <param name="driver">The port's driver.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="offset">The first place in <paramref name="buffer"/>.</param>
        /// <param name="count">The number of bytes.</param>
        /// <param name="timeout">The timeout in milliseconds, or -1 for no timeout.</param>
        /// <returns>The number of bytes taken.</returns>
        /// <exception cref="TimeoutException">They were not there in time. Received bytes stay in the driver's buffer.</exception>
        public int Read(UartDriver driver, byte[] buffer, int offset, int count, int timeout)
        {
            bool isComplete;
            lock (_lock)
            {
                isComplete = driver.Received.Count >= count;

                // The flag is cleared, no matter which port it was meant for.
                _dataCame = false;
                if (!isComplete)
                {
                    driver.Wanted = count;
                    isComplete = Wait(driver, count, timeout);
                }

                for (int i = 0; isComplete && i < count; i++)
                {
                    buffer[offset + i] = driver.Received.Dequeue();
                }
            }

            _session.StopIfEnded();
            return isComplete ? count : throw new TimeoutException();
        }

        /// <summary>Sends bytes. Waits until the hardware holds the rest, or until another port's write ends.</summary>
        /// <param name="driver">The port's driver.</param>
        /// <param name="data">The bytes.</param>
        /// <param name="timeout">The timeout in milliseconds, or -1 for no timeout.</param>
        /// <exception cref="TimeoutException">The time was too short, or another port's write took the flag.</exception>
        public void Write(UartDriver driver, byte[] data, int timeout)
        {
            long time = _session.Wires.Transmit(driver.TransmitPin, data, driver.Format) - (UartDriver.HardwareBuffer * driver.Format.ByteTime);
            if (time <= 0)
            {
                return;
            }

            if (_session.Wires.IsDriven)
            {
                _session.Pass(time);
            }
            else
            {
                _session.Wires.After(time, _sent.Set);
            }

            bool isSent = _session.Wires.IsDriven || _sent.Take(timeout);
            if (!isSent || (timeout >= 0 && time > timeout * 1000L))
            {
                throw new TimeoutException();
            }

            _session.StopIfEnded();
        }

        /// <summary>A byte arrived at a pin.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="value">The byte.</param>
        /// <param name="format">The format of the byte.</param>
        public void Receive(int pin, byte value, UartFormat format)
        {
            bool signals = false;
            UartDriver driver;
            lock (_lock)
            {
                driver = _drivers.Find(candidate => candidate.ReceivePin == pin);
                if (driver == null)
                {
                    return;
                }

                foreach (byte received in format.Sample(value, driver.Format))
                {
                    driver.Add(received);
                }

                if (driver.Wanted > 0 && driver.Received.Count >= driver.Wanted)
                {
                    driver.Wanted = 0;
                    _dataCame = true;
                    signals = true;
                }
            }

            if (signals)
            {
                // The driver hands bytes over when the line has been idle for ten bit times.
                _session.Wires.After(10 * 1000000L / driver.Format.BaudRate, Dispatch);
            }
        }

        /// <summary>The supply is off.</summary>
        public void End()
        {
            List<UartDriver> drivers;
            lock (_lock)
            {
                drivers = new List<UartDriver>(_drivers);
                _drivers.Clear();
                Monitor.PulseAll(_lock);
            }

            _sent.End();
            foreach (UartDriver driver in drivers)
            {
                _session.Wires.HoldTransmitLine(driver.TransmitPin, false);
            }
        }

        /// <summary>
        /// Checks the event flags, as the runtime does between the turns of two threads. A flag that was cleared before then
        /// wakes no thread.
        /// </summary>
        public void Dispatch()
        {
            lock (_lock)
            {
                if (_dataCame)
                {
                    _dataCame = false;
                    Monitor.PulseAll(_lock);
                }
            }
        }

        private static int FunctionBase(int port)
        {
            return (int)DeviceFunction.COM1_TX + ((port - 1) * ((int)DeviceFunction.COM2_TX - (int)DeviceFunction.COM1_TX));
        }

        private bool Wait(UartDriver driver, int count, int timeout)
        {
            Stopwatch waited = Stopwatch.StartNew();
            for (;;)
            {
                int left = timeout < 0 ? Timeout.Infinite : (int)Math.Max(0, timeout - waited.ElapsedMilliseconds);
                bool signalled = Monitor.Wait(_lock, left);
                if (_session.HasEnded)
                {
                    return false;
                }

                if (!signalled)
                {
                    // The bytes may be there although another port's Read has cleared the flag.
                    return false;
                }

                if (driver.Received.Count >= count)
                {
                    return true;
                }
            }
        }
    }
}
