using Esp32Bridge.Board;
using Esp32Bridge.Configuration;

namespace Esp32Bridge
{
    /// <summary>
    /// The default board: a classic ESP32 with an STM32L4 and an STM32U5. Its pins avoid the strapping pins of the ESP32, its flash and PSRAM, the
    /// input-only pins, and COM1. Change it for your own board.
    /// </summary>
    public static class ShippedBoard
    {
        /// <summary>Describes the board.</summary>
        /// <returns>The description.</returns>
        public static BoardDescription Create()
        {
            TargetDescription a = new TargetDescription("A", new UartWiring("COM2", 25, 26), 27, 33) { BootloaderBaudRate = 921600, BridgePort = 2001 };
            TargetDescription b = new TargetDescription("B", new UartWiring("COM3", 18, 19), 21, 22) { BootloaderBaudRate = 921600, BridgePort = 2002 };
            return new BoardDescription(new TargetDescription[] { a, b }, "http://ota.example.com/job.json");
        }
    }
}
