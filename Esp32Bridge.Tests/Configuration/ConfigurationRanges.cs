using System.Text;
using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Devices;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>The ranges that the board description obeys after any file.</summary>
    public static class ConfigurationRanges
    {
        private const string KeyField = "\"reportKey\":\"" + Configurations.Key + "\"";

        /// <summary>Reads a configuration. Exceptions pass through.</summary>
        /// <param name="bytes">The file.</param>
        /// <param name="which">The text that identifies it in errors.</param>
        /// <returns>True if it is used and obeys all ranges.</returns>
        public static bool IsAccepted(byte[] bytes, string which)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.ApplyBytes(bytes, log);

            Assert.IsTrue(OneLine.Is(log.Text), which);
            Assert.StartsWith("configuration: ", log.Text, which);
            if (HasKeyInItsField(bytes))
            {
                Assert.DoesNotContains(Configurations.Key, log.Text, which);
            }

            // Warnings about pins stand before it.
            if (log.Text.IndexOf("configuration: esp32bridge.json of device ") < 0)
            {
                Assert.AreEqual(0, board.Keys.Length, which);
                ConfigurationChecks.IsOwn(board);
                return false;
            }

            Assert.IsTrue(board.DeviceName.Length >= 1 && board.DeviceName.Length <= 32, which);
            for (int i = 0; i < board.DeviceName.Length; i++)
            {
                char sign = board.DeviceName[i];
                Assert.IsTrue((sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z') || sign == '-' || sign == '_' || sign == '.', which);
            }

            IsAddress(board.ManifestUrl, which);
            IsAddress(board.ReportUrl, which);
            Assert.IsTrue(board.PollInterval >= 5000 && board.PollInterval <= 86400000, which);
            Assert.IsTrue(board.ReportKey.Length >= 16 && board.ReportKey.Length <= 64, which);
            Assert.IsTrue(OneLine.Is(board.ReportKey), which);
            Assert.IsTrue(board.Keys.Length >= 1 && board.Keys.Length <= 2 && board.Keys[0].Length == 32, which);
            Assert.IsTrue(board.RootCertificate.Length >= 1 && board.RootCertificate.Length <= 32 && board.RootCertificate.IndexOf('\\') < 0, which);
            Assert.IsTrue(board.HttpPort >= 0 && board.HttpPort <= 65535, which);
            AreTargets(board.Targets, which);
            AreDevices(board.OwnDevices, which);
            return true;
        }

        private static bool HasKeyInItsField(byte[] bytes)
        {
            string text = Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            int place = text.IndexOf(KeyField);
            return place >= 0 && text.IndexOf(Configurations.Key) > place && text.IndexOf(Configurations.Key, place + KeyField.Length) < 0;
        }

        private static void IsAddress(string address, string which)
        {
            Assert.IsTrue(OneLine.Is(address, 2048), which);
            Assert.IsTrue(address.StartsWith("http://") || address.StartsWith("https://"), which);
            Assert.IsTrue(address.IndexOf("{device}") < 0 && address.IndexOf(' ') < 0, which);
        }

        private static void AreTargets(TargetDescription[] targets, string which)
        {
            Assert.IsTrue(targets.Length == 1 || targets.Length == 2, which);
            bool[] used = new bool[40];
            for (int i = 0; i < targets.Length; i++)
            {
                TargetDescription target = targets[i];
                Assert.IsTrue(target.Name.Length >= 1 && target.Name.Length <= 32, which);
                Assert.IsTrue(OneLine.Is(target.Name), which);
                Assert.IsTrue(target.Uart != null || target.I2c != null || target.Spi != null, which);
                if (target.Uart != null)
                {
                    Assert.IsTrue(target.Uart.PortName == "COM2" || target.Uart.PortName == "COM3", which);
                    IsFreePin(target.Uart.TransmitPin, 33, used, which);
                    IsFreePin(target.Uart.ReceivePin, 39, used, which);
                }

                AreOfBus(target, i == 0 ? null : targets[0], used, which);
                IsFreePin(target.Boot0Pin, 33, used, which);
                IsFreePin(target.ResetPin, 33, used, which);
                Assert.IsTrue(target.BootloaderBaudRate >= 1200 && target.BootloaderBaudRate <= 921600, which);
                Assert.IsTrue(target.ApplicationBaudRate >= 1200 && target.ApplicationBaudRate <= 921600, which);
            }

            if (targets.Length == 2)
            {
                Assert.IsFalse(targets[0].Name == targets[1].Name, which);
                Assert.IsFalse(targets[0].Uart != null && targets[1].Uart != null && targets[0].Uart.PortName == targets[1].Uart.PortName, which);
            }
        }

        private static void AreOfBus(TargetDescription target, TargetDescription other, bool[] used, string which)
        {
            if (target.I2c != null)
            {
                Assert.IsTrue(target.Spi == null && (target.I2c.Rate == 100000 || target.I2c.Rate == 400000 || target.I2c.Rate == 1000000), which);
                Assert.IsTrue(target.I2c.Address == 0 || (target.I2c.Address >= 0x08 && target.I2c.Address <= 0x7F), which);
                if (other != null && other.I2c != null && other.I2c.BusName == target.I2c.BusName)
                {
                    Assert.IsTrue(other.I2c.DataPin == target.I2c.DataPin && other.I2c.ClockPin == target.I2c.ClockPin, which);
                    Assert.IsTrue(other.I2c.Address == 0 || other.I2c.Address != target.I2c.Address, which);
                }
                else
                {
                    IsFreePin(target.I2c.DataPin, 33, used, which);
                    IsFreePin(target.I2c.ClockPin, 33, used, which);
                }
            }
            else if (target.Spi != null)
            {
                Assert.IsTrue(target.Spi.Rate >= 100000 && target.Spi.Rate <= 8000000, which);
                IsFreePin(target.Spi.MosiPin, 33, used, which);
                IsFreePin(target.Spi.MisoPin, 39, used, which);
                IsFreePin(target.Spi.ClockPin, 33, used, which);
                IsFreePin(target.Spi.SelectPin, 33, used, which);
            }
        }

        private static void AreDevices(Stm32Device[] devices, string which)
        {
            Assert.IsTrue(devices.Length <= 4, which);
            for (int i = 0; i < devices.Length; i++)
            {
                Stm32Device device = devices[i];
                Assert.IsTrue(device.Id >= 1 && device.Id <= 0xFFF, which);
                Assert.IsTrue(OneLine.Is(device.Name) && device.Name.Length >= 1 && device.Name.Length <= 32, which);
                Assert.IsTrue(device.FlashSize >= 1024 && device.FlashSize <= 16 * 1024 * 1024, which);
                Assert.IsTrue(device.ProgramUnit == 2 || device.ProgramUnit == 4 || device.ProgramUnit == 8 || device.ProgramUnit == 16 || device.ProgramUnit == 32, which);
                Assert.AreEqual(device.FlashSize, device.Pages.StartOf(device.Pages.PageAt(device.FlashSize)), which);
                Assert.AreEqual(0, device.Pages.SizeOf(0) % device.ProgramUnit, which);
                Assert.IsTrue(device.RamSize >= 1024 && device.RamSize <= 16 * 1024 * 1024, which);
                for (int j = 0; j < device.OtherRams.Length; j++)
                {
                    Assert.IsTrue(device.OtherRams[j].Address + (uint)device.OtherRams[j].Size <= 0x40000000, which);
                }

                Assert.IsTrue(device.FreeRam == 0 || (device.IsStack(device.FreeRam + 4) && device.IsStack(device.FreeRam + 256)), which);
                Assert.IsTrue(device.PageEraseTime >= 1 && device.PageEraseTime <= 60000, which);
                Assert.IsTrue(device.StartTime >= 1 && device.StartTime <= 10000, which);
                Assert.IsTrue(device.Clock >= 1000 && device.Clock <= 1000000, which);
                Assert.IsTrue(device.ErasedValue == 0 || device.ErasedValue == 0xFF, which);
                Assert.IsTrue(device.SingleBankPages == null || device.Options != null, which);
                device.PagesOf(uint.MaxValue, device.FlashSize);
                device.PagesOf(0, device.FlashSize / 2);
                Assert.IsTrue(device.WriteProtections.Length <= 8, which);
            }
        }

        private static void IsFreePin(int pin, int last, bool[] used, string which)
        {
            Assert.IsTrue(pin >= 0 && pin <= last && pin != 1 && pin != 3 && (pin < 6 || pin > 11) && !used[pin], which);
            used[pin] = true;
        }
    }
}
