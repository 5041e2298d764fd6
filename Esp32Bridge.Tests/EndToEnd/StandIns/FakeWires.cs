using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.EndToEnd.StandIns
{
    /// <summary>A virtual ESP32 that runs the code of a test. Its wires lead nowhere and record all changes.</summary>
    public sealed class FakeWires : IEsp32Wires, IDisposable
    {
        private long _now;

        /// <summary>Creates the chip.</summary>
        public FakeWires()
        {
            Esp32 = new VirtualEsp32(this);
        }

        /// <summary>Gets the chip.</summary>
        public VirtualEsp32 Esp32 { get; }

        /// <summary>Gets the changes of the pins, in order: "27 Low".</summary>
        public ConcurrentQueue<string> Pins { get; } = new ConcurrentQueue<string>();

        /// <summary>Gets the waiting callbacks, which a test can run.</summary>
        public Queue<Action> Callbacks { get; } = new Queue<Action>();

        /// <summary>Gets or sets the action at each step that a power cut could hit, or null.</summary>
        public Action Stepped { get; set; }

        /// <summary>Gets or sets how long sent bytes need to leave, in microseconds.</summary>
        public long TransmitTime { get; set; }

        /// <summary>Gets or sets whether callbacks wait, instead of being called at once.</summary>
        public bool HoldsCallbacks { get; set; }

        /// <summary>Gets the lines of all I2C controllers.</summary>
        public FakeI2cLines I2c { get; } = new FakeI2cLines();

        /// <summary>Gets the lines of all SPI controllers.</summary>
        public FakeSpiLines Spi { get; } = new FakeSpiLines();

        /// <summary>Runs code on the chip and waits for its end.</summary>
        /// <param name="code">The code.</param>
        public void Run(Action code)
        {
            using ManualResetEventSlim done = new ManualResetEventSlim();
            ExceptionDispatchInfo error = null;
            Esp32.PowerOn(() =>
            {
                try
                {
                    code();
                }
                catch (Exception caught)
                {
                    error = ExceptionDispatchInfo.Capture(caught);
                }

                done.Set();
            });
            if (!done.Wait(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException("the code on the chip does not end");
            }

            error?.Throw();
        }

        /// <summary>Sends bytes to a pin of the chip, as 115200 8N1.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="bytes">The bytes.</param>
        public void Send(int pin, params byte[] bytes)
        {
            foreach (byte value in bytes)
            {
                Esp32.Receive(pin, value, new UartFormat(115200, UartParity.None));
            }
        }

        /// <inheritdoc/>
        public void DrivePin(int pin, PinDrive drive)
        {
            Pins.Enqueue(pin + " " + drive);
        }

        /// <inheritdoc/>
        public bool ReadPin(int pin)
        {
            return true;
        }

        /// <inheritdoc/>
        public void HoldTransmitLine(int pin, bool driven)
        {
            Pins.Enqueue(pin + (driven ? " held" : " released"));
        }

        /// <inheritdoc/>
        public long Transmit(int pin, byte[] data, UartFormat format)
        {
            Pins.Enqueue(pin + " sends " + Convert.ToHexString(data));
            return TransmitTime;
        }

        /// <inheritdoc/>
        public II2cLines FindI2c(int dataPin, int clockPin)
        {
            I2c.Pins = dataPin + " " + clockPin;
            return I2c;
        }

        /// <inheritdoc/>
        public ISpiLines FindSpi(int mosiPin, int misoPin, int clockPin)
        {
            Spi.Pins = mosiPin + " " + misoPin + " " + clockPin;
            return Spi;
        }

        /// <inheritdoc/>
        public void Carry(BusTransfer transfer)
        {
            transfer.Begin(_now);
            while (!transfer.IsDone)
            {
                _now = Math.Max(_now, transfer.NextEvent);
                transfer.Advance(_now);
            }
        }

        /// <inheritdoc/>
        public void After(long microseconds, Action action)
        {
            if (HoldsCallbacks)
            {
                Callbacks.Enqueue(action);
            }
            else
            {
                action();
            }
        }

        /// <inheritdoc/>
        public bool IsDriven
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public long Now
        {
            get { return _now; }
        }

        /// <inheritdoc/>
        public void Pass(long microseconds)
        {
        }

        /// <inheritdoc/>
        public void Step()
        {
            Stepped?.Invoke();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Esp32.PowerOff();
        }
    }
}
