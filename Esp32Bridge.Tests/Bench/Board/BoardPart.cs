using System;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Bench.Core;
using Esp32Bridge.Board;
using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Board
{
    /// <summary>
    /// A virtual STM32 on the board, and its nets: NRST with the part's pull-up, BOOT0 with a pull-down, NSS with a pull-up, the
    /// UART to the ESP32, and a second USART for other devices.
    /// </summary>
    public sealed class BoardPart : IPartEnvironment, IEventSource
    {
        /// <summary>The USART that is wired to the ESP32.</summary>
        public const int Esp32Port = 0;

        /// <summary>The USART for others.</summary>
        public const int SecondPort = 1;

        private readonly VirtualBoard _board;
        private PinDrive _boot0Drive;
        private PinDrive _resetDrive;
        private bool _boot0Jumper;
        private bool _isReset;

        /// <summary>Creates a part with its supply off.</summary>
        /// <param name="board">The board.</param>
        /// <param name="target">Its wiring to the ESP32.</param>
        /// <param name="part">The part.</param>
        public BoardPart(VirtualBoard board, TargetDescription target, Stm32Part part)
        {
            _board = board;
            Target = target;
            Chip = new VirtualStm32(part, this) { Processor = UnicornProcessor.IsInstalled ? new BoardProcessor(board, UnicornProcessor.Installed) : null };
            FromEsp32 = new UartLine(Receive);
            ToEsp32 = new UartLine((value, format, time) => ToUart(value, format));
            FromSecond = new UartLine((value, format, time) => Chip.Receive(SecondPort, value, format, time));
        }

        /// <summary>Called with every byte that the part sends on its second USART.</summary>
        public event Action<byte> SecondPortSent;

        /// <summary>Called with every byte that the ESP32 sends to the part, and with its format.</summary>
        public event Action<byte, UartFormat> Esp32Sent;

        /// <summary>Gets the wiring.</summary>
        public TargetDescription Target { get; }

        /// <summary>Gets the part. Access it only on the scheduler.</summary>
        public VirtualStm32 Chip { get; }

        /// <summary>Gets the I2C bus of the part, or null.</summary>
        public I2cLines I2c { get; internal set; }

        /// <summary>Gets the SPI bus of the part, or null.</summary>
        public SpiLines Spi { get; internal set; }

        /// <summary>Gets whether NSS is low.</summary>
        public bool IsSelected { get; private set; }

        /// <summary>Gets the bytes on the lines to and from the ESP32. Access it only on the scheduler.</summary>
        public LineQuality Quality { get; } = new LineQuality();

        /// <summary>Gets the line from the ESP32.</summary>
        public UartLine FromEsp32 { get; }

        /// <summary>Gets the line to the ESP32, for a replacement of a part without supply.</summary>
        public UartLine ToEsp32 { get; }

        /// <summary>Gets the line to the second USART.</summary>
        public UartLine FromSecond { get; }

        /// <inheritdoc/>
        public long NextEvent
        {
            get { return Chip.NextEvent; }
        }

        /// <inheritdoc/>
        public bool CanSkip
        {
            get { return !Chip.IsWaiting; }
        }

        /// <inheritdoc/>
        public void Advance(long now)
        {
            Chip.Advance(now);
        }

        /// <summary>A pin of the ESP32 changed its drive.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="drive">The new drive.</param>
        /// <param name="now">The time.</param>
        public void Drive(int pin, PinDrive drive, long now)
        {
            if (pin == Target.Boot0Pin)
            {
                _boot0Drive = drive;
                UpdateBoot0();
            }
            else if (pin == Target.ResetPin)
            {
                _resetDrive = drive;
                UpdateReset(now);
            }
            else if (pin == Target.Spi?.SelectPin)
            {
                IsSelected = drive == PinDrive.Low;
                Chip.Spi.Select(IsSelected, now);
            }
        }

        /// <summary>Sets or removes the jumper that pulls BOOT0 high, and presses the reset button.</summary>
        /// <param name="boot0">Whether the jumper is set.</param>
        /// <param name="now">The time.</param>
        public void PressReset(bool boot0, long now)
        {
            SetJumper(boot0);
            Chip.SetReset(true, now);
            Chip.SetReset(_isReset, now);
        }

        /// <summary>Sets or removes the jumper that pulls BOOT0 high.</summary>
        /// <param name="boot0">Whether it is set.</param>
        public void SetJumper(bool boot0)
        {
            _boot0Jumper = boot0;
            UpdateBoot0();
        }

        /// <inheritdoc/>
        public void Deliver(int port, byte value, UartFormat format, long now)
        {
            if (port == Esp32Port)
            {
                ToUart(Quality.Carry(value, format.BaudRate), format);
            }
            else
            {
                SecondPortSent?.Invoke(value);
            }
        }

        /// <inheritdoc/>
        public void Step(long now)
        {
            _board.Step();
        }

        private void ToUart(byte value, UartFormat format)
        {
            if (Target.Uart != null)
            {
                _board.Esp32.Receive(Target.Uart.ReceivePin, value, format);
            }
        }

        private void Receive(byte value, UartFormat format, long now)
        {
            Esp32Sent?.Invoke(value, format);
            Chip.Receive(Esp32Port, Quality.Carry(value, format.BaudRate), format, now);
        }

        private void UpdateBoot0()
        {
            // If BOOT0 has an inverter, it is low while no pin drives it: the inverter's input has a pull-up.
            bool driven = Target.Boot0ActiveHigh ? _boot0Drive == PinDrive.High : _boot0Drive == PinDrive.Low;
            Chip.SetBoot0(driven || _boot0Jumper);
        }

        private void UpdateReset(long now)
        {
            bool low = Target.ResetActiveHigh ? _resetDrive == PinDrive.High : _resetDrive == PinDrive.Low;
            if (low != _isReset)
            {
                _isReset = low;
                Chip.SetReset(low, now);
            }
        }
    }
}
