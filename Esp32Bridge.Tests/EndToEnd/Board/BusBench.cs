using System;
using System.Device.I2c;
using System.Device.Spi;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Esp32Bridge.Bench.Board;
using Esp32Bridge.Bench.Chip;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Model;
using nanoFramework.Hardware.Esp32;
using PinMap = nanoFramework.Hardware.Esp32.Configuration;

namespace Esp32Bridge.EndToEnd.Board
{
    /// <summary>A board whose ESP32 runs the code of a test, and whose parts are in their bootloaders. Its time is what that code takes.</summary>
    public sealed class BusBench : IDisposable
    {
        /// <summary>The GPIO of SDA.</summary>
        public const int DataPin = 25;

        /// <summary>The GPIO of SCL.</summary>
        public const int ClockPin = 26;

        /// <summary>The GPIO of NSS of the first target; the next ones follow.</summary>
        public const int FirstSelectPin = 13;

        private const int MosiPin = 23;
        private const int MisoPin = 34;
        private const int SpiClockPin = 32;
        private const int StartTime = 3000;
        private const int StepsInRead = 6;
        private const string ReadOfPage0 = "11 EE/R1/08 00 00 00 08/R1/0F F0/R1";

        /// <summary>Creates the board.</summary>
        /// <param name="connect">Connects a target, of which it gets the number, to a bus.</param>
        /// <param name="parts">The parts.</param>
        public BusBench(Action<TargetDescription, int> connect, params string[] parts)
        {
            TargetDescription[] targets = parts.Select((_, index) => new TargetDescription("AB".Substring(index, 1), null, 27 - (6 * index), 33 - (11 * index))).ToArray();
            for (int i = 0; i < targets.Length; i++)
            {
                connect(targets[i], i);
            }

            BoardDescription description = new BoardDescription(targets, ShippedBoard.Create().ManifestUrl);
            Board = new VirtualBoard(description, parts.Select(Stm32Parts.Create).ToArray(), true, () => { }, new BoardClock(true));
            foreach (BoardPart part in Board.Parts)
            {
                Board.Run(_ => part.SetJumper(true));
            }

            Board.PowerOnParts();
        }

        /// <summary>Gets the board.</summary>
        public VirtualBoard Board { get; }

        /// <summary>Connects a target to I2C1.</summary>
        /// <param name="target">The target.</param>
        /// <param name="index">Its number.</param>
        public static void ToI2c(TargetDescription target, int index)
        {
            target.I2c = new I2cWiring("I2C1", DataPin, ClockPin);
        }

        /// <summary>Connects a target to SPI1.</summary>
        /// <param name="target">The target.</param>
        /// <param name="index">Its number.</param>
        public static void ToSpi(TargetDescription target, int index)
        {
            target.Spi = new SpiWiring("SPI1", MosiPin, MisoPin, SpiClockPin, FirstSelectPin + index);
        }

        /// <summary>Opens SPI1 without a select line.</summary>
        /// <param name="mode">The mode.</param>
        /// <returns>The device.</returns>
        public static SpiDevice OpenSpi(SpiMode mode)
        {
            PinMap.SetPinFunction(MosiPin, DeviceFunction.SPI1_MOSI);
            PinMap.SetPinFunction(MisoPin, DeviceFunction.SPI1_MISO);
            PinMap.SetPinFunction(SpiClockPin, DeviceFunction.SPI1_CLOCK);
            return new SpiDevice(new SpiConnectionSettings(1) { Mode = mode });
        }

        /// <summary>Opens I2C1.</summary>
        /// <param name="address">The address.</param>
        /// <returns>The device.</returns>
        public static I2cDevice OpenI2c(int address)
        {
            PinMap.SetPinFunction(DataPin, DeviceFunction.I2C1_DATA);
            PinMap.SetPinFunction(ClockPin, DeviceFunction.I2C1_CLOCK);
            return new I2cDevice(new I2cConnectionSettings(1, address, I2cBusSpeed.StandardMode));
        }

        /// <summary>Carries out transfers: bytes are written, "R3" reads three.</summary>
        /// <param name="device">The part.</param>
        /// <param name="transfers">The transfers, with a slash between them: "02 FD/R1/R3/R1".</param>
        /// <returns>The bytes that were read, or what went wrong.</returns>
        public static string Say(I2cDevice device, string transfers)
        {
            string heard = string.Empty;
            foreach (string transfer in transfers.Split('/'))
            {
                bool isRead = transfer[0] == 'R';
                byte[] bytes = isRead ? new byte[int.Parse(transfer.Substring(1))] : Convert.FromHexString(transfer.Replace(" ", string.Empty));
                I2cTransferStatus status = (isRead ? device.Read(bytes) : device.Write(bytes)).Status;
                heard += status != I2cTransferStatus.FullTransfer ? " " + status : isRead ? " " + Convert.ToHexString(bytes) : string.Empty;
            }

            return heard.Trim();
        }

        /// <summary>Runs code on the ESP32 when the bootloaders listen, and waits for its end.</summary>
        /// <param name="code">The code.</param>
        public void Run(Action code)
        {
            using ManualResetEventSlim done = new ManualResetEventSlim();
            ExceptionDispatchInfo error = null;
            Board.PowerWasCut += _ => done.Set();
            Board.Esp32.PowerOn(() =>
            {
                try
                {
                    Session.Current.UseLine();
                    if (Board.Parts.Any(part => part.Chip.State != PartState.Bootloader))
                    {
                        Session.Current.Sleep(StartTime);
                    }

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
                throw new TimeoutException("the code on the ESP32 does not end");
            }

            error?.Throw();
            Board.Esp32.PowerOff();
        }

        /// <summary>The supply of the ESP32 fails in the middle of a read: the part is at a byte of zeros.</summary>
        /// <param name="target">The target that is read.</param>
        public void CutInRead(string target)
        {
            BoardPart part = Board.Part(target);
            Board.Run(_ => part.Chip.Memory.Flash.Load(0, new byte[16]));
            Run(() =>
            {
                using I2cDevice device = OpenI2c(part.Chip.Part.I2cAddress);
                if (Say(device, ReadOfPage0) != "79 79 79")
                {
                    throw new InvalidOperationException("the part does not read");
                }

                Board.Run(_ => Board.Cut = new PowerCut(Board.Steps + StepsInRead, null));
                device.Read(new byte[16]);
            });
        }

        /// <summary>Gets the levels of SDA and SCL at the pins of the ESP32.</summary>
        /// <returns>"SDA SCL" if both are high, without the name of one that is low.</returns>
        public string HighLines()
        {
            IEsp32Wires wires = Board;
            return ((wires.ReadPin(DataPin) ? "SDA " : string.Empty) + (wires.ReadPin(ClockPin) ? "SCL" : string.Empty)).Trim();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Board.Dispose();
        }
    }
}
