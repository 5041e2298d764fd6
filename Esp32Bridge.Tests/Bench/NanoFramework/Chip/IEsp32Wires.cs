using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>The wires of the ESP32.</summary>
    public interface IEsp32Wires
    {
        /// <summary>A pin starts to drive its line, or releases it.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="drive">The new drive.</param>
        void DrivePin(int pin, PinDrive drive);

        /// <summary>Reads the level of a line.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>True for high.</returns>
        bool ReadPin(int pin);

        /// <summary>A UART starts to hold its TX line high, or releases it.</summary>
        /// <param name="pin">The GPIO of TX.</param>
        /// <param name="driven">Whether it is held.</param>
        void HoldTransmitLine(int pin, bool driven);

        /// <summary>A UART sends bytes, after those that it is sending already.</summary>
        /// <param name="pin">The GPIO of TX.</param>
        /// <param name="data">The bytes.</param>
        /// <param name="format">The format of the bytes.</param>
        /// <returns>The time until the last one has left, in microseconds.</returns>
        long Transmit(int pin, byte[] data, UartFormat format);

        /// <summary>Gets what is on two pins that an I2C controller uses.</summary>
        /// <param name="dataPin">The GPIO of SDA.</param>
        /// <param name="clockPin">The GPIO of SCL.</param>
        /// <returns>The lines; without any part if nothing is on these pins.</returns>
        II2cLines FindI2c(int dataPin, int clockPin);

        /// <summary>Gets what is on three pins that an SPI controller uses.</summary>
        /// <param name="mosiPin">The GPIO of MOSI.</param>
        /// <param name="misoPin">The GPIO of MISO.</param>
        /// <param name="clockPin">The GPIO of SCK.</param>
        /// <returns>The lines; without any part if nothing is on these pins.</returns>
        ISpiLines FindSpi(int mosiPin, int misoPin, int clockPin);

        /// <summary>Runs a transfer of a bus in the time of the board, and returns when it is done.</summary>
        /// <param name="transfer">The transfer.</param>
        void Carry(BusTransfer transfer);

        /// <summary>Calls back after a number of microseconds of the board's time.</summary>
        /// <param name="microseconds">How many.</param>
        /// <param name="action">What to call.</param>
        void After(long microseconds, System.Action action);

        /// <summary>Gets whether time passes on the board only in <see cref="Pass"/>.</summary>
        bool IsDriven { get; }

        /// <summary>Gets the time of the board, in microseconds.</summary>
        long Now { get; }

        /// <summary>Advances the time of a driven board.</summary>
        /// <param name="microseconds">How much.</param>
        void Pass(long microseconds);

        /// <summary>Called at every step of the ESP32 at which its supply can fail.</summary>
        void Step();
    }
}
