using Esp32Bridge.Tests.Model;

namespace Esp32Bridge.Bench.Chip
{
    /// <summary>What is soldered to the ESP32.</summary>
    public interface IEsp32Wires
    {
        /// <summary>A pin begins to drive its line, or lets go of it.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <param name="drive">What it does.</param>
        void DrivePin(int pin, PinDrive drive);

        /// <summary>Reads the level of a line.</summary>
        /// <param name="pin">The GPIO.</param>
        /// <returns>True when it is high.</returns>
        bool ReadPin(int pin);

        /// <summary>A UART begins to hold its TX line high, or lets go of it.</summary>
        /// <param name="pin">The GPIO that sends.</param>
        /// <param name="driven">Whether it is held.</param>
        void HoldTransmitLine(int pin, bool driven);

        /// <summary>A UART sends bytes, behind those that it is sending already.</summary>
        /// <param name="pin">The GPIO that sends.</param>
        /// <param name="data">The bytes.</param>
        /// <param name="format">How it sends.</param>
        /// <returns>The time until the last one has left, in microseconds.</returns>
        long Transmit(int pin, byte[] data, UartFormat format);

        /// <summary>Calls back on the board's own time, when a number of microseconds have passed on it.</summary>
        /// <param name="microseconds">How many.</param>
        /// <param name="action">What to call.</param>
        void After(long microseconds, System.Action action);

        /// <summary>Gets whether time passes on the board only in <see cref="Pass"/>.</summary>
        bool IsDriven { get; }

        /// <summary>Gets the time of the board, in microseconds.</summary>
        long Now { get; }

        /// <summary>Lets time pass on a board that is driven.</summary>
        /// <param name="microseconds">How much.</param>
        void Pass(long microseconds);

        /// <summary>Called at every step of the ESP32 at which its supply could fail.</summary>
        void Step();
    }
}
