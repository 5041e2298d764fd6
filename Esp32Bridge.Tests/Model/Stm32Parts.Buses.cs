namespace Esp32Bridge.Tests.Model
{
    /// <content>I2C and SPI: the tables of AN2606 and its table 3; timeouts: its table 230.</content>
    public static partial class Stm32Parts
    {
        private const long UsualTimeout = 1000000;
        private const long TimeoutOfC0 = 2000000;

        private static void AddBuses(Stm32Part part)
        {
            switch (part.Id)
            {
                case 0x464:
                    Add(part, 0x52, 0x12, 0x11);
                    break;
                case 0x435:
                    Add(part, 0x48, 0x12, 0x11);
                    part.LosesUnits = true;
                    break;
                case 0x462:
                    Add(part, 0x4A, 0x12, 0x11);
                    part.LosesUnits = true;
                    break;
                case 0x415:
                    // Revisions 2 and 3, with bootloader 10, have no SPI.
                    Add(part, 0x43, 0x12, part.Name == "L471" ? (byte)0 : (byte)0x11);
                    part.LosesUnits = true;
                    break;
                case 0x461:
                    Add(part, 0x4C, 0x12, 0x11);
                    part.LosesUnits = true;
                    break;
                case 0x470:
                    Add(part, 0x50, 0x12, 0x11);
                    break;
                case 0x472:
                    Add(part, 0x2C, 0x12, 0x11);
                    break;
                case 0x482:
                    Add(part, 0x5A, 0x12, 0x11);
                    break;
                case 0x481:
                    Add(part, 0x60, 0x12, 0x11);
                    break;
                case 0x454:
                    Add(part, 0x6C, 0x20, 0x20);
                    part.I2cStretch = 20;
                    break;
                case 0x459:
                    Add(part, 0x6B, 0x12, 0x11);
                    part.I2cStretch = 20;
                    break;
                case 0x417:
                    Add(part, 0, 0, 0x11);
                    break;
                case 0x447:
                    Add(part, 0x42, 0x12, 0x11);
                    break;
                case 0x460:
                    Add(part, 0x51, 0x12, 0x11);
                    break;
                case 0x467:
                    Add(part, 0x5D, 0x12, 0x11);
                    break;
                case 0x469:
                    Add(part, 0x53, 0x12, 0x11);
                    break;
                case 0x453:
                    Add(part, 0x63, 0x11, 0);
                    part.I2cTimeout = TimeoutOfC0;
                    break;
                case 0x493:
                    Add(part, 0x71, 0x12, 0x11);
                    part.I2cTimeout = TimeoutOfC0;
                    break;
                case 0x442:
                    Add(part, 0x41, 0x10, 0);
                    break;
                case 0x413:
                    Add(part, 0x3A, 0x10, 0x11);
                    part.RepeatsAck = true;
                    break;
                case 0x419:
                    Add(part, 0x38, 0x10, 0x11);
                    part.RepeatsAck = true;
                    break;
                case 0x431:
                    Add(part, 0x39, 0x11, 0x11);
                    part.RepeatsAck = true;
                    break;
                case 0x451:
                    Add(part, 0x49, 0x12, 0x12);
                    part.StretchesAnyway = true;
                    break;
                case 0x474:
                    Add(part, 0x67, 0x20, 0x20);
                    break;
                case 0x484:
                    Add(part, 0x65, 0x20, 0x20);
                    break;
                case 0x450:
                    Add(part, 0x4E, 0x11, 0x11);
                    part.I2cStretch = 50;
                    break;
                case 0x480:
                    // AN2606 has no readable address.
                    Add(part, 0, 0, 0x12);
                    break;
                case 0x495:
                    Add(part, 0x4F, 0x12, 0x11);
                    break;
                case 0x492:
                    Add(part, 0x66, 0x12, 0x11);
                    break;
                case 0x497:
                    Add(part, 0, 0, 0x11);
                    break;
            }
        }

        private static void Add(Stm32Part part, byte address, byte i2c, byte spi)
        {
            part.I2cAddress = address;
            part.I2cVersion = i2c;
            part.I2cTimeout = UsualTimeout;
            part.SpiVersion = spi;
        }
    }
}
