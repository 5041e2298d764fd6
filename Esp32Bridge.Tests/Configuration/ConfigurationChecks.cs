using Esp32Bridge.Board;
using Esp32Bridge.Configuration;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Configuration
{
    /// <summary>Common checks of the configuration tests.</summary>
    public static class ConfigurationChecks
    {
        /// <summary>Asserts that a file is refused.</summary>
        /// <param name="error">The text that must follow "configuration: " in the log.</param>
        /// <param name="text">The file.</param>
        public static void Refused(string error, string text)
        {
            FakeLog log = new FakeLog();
            BoardDescription board = Configurations.Apply(text, log);

            Assert.StartsWith("configuration: " + error, log.Text);
            Assert.EndsWith(" Correct the file on the drive I: and restart the device. Until then it takes no job.|", log.Text);
            Assert.IsTrue(log.Text.IndexOf(',') < 0, "there is a comma in it");
            Assert.AreEqual(0, board.Keys.Length);
            Assert.IsNull(board.Token);
            IsOwn(board);
        }

        /// <summary>Asserts that a description is that of the board, except for the key.</summary>
        /// <param name="board">The description.</param>
        public static void IsOwn(BoardDescription board)
        {
            Assert.AreEqual("own-name", board.DeviceName);
            Assert.AreEqual("http://own/own-name.json", board.ManifestUrl);
            Assert.AreEqual(7000, board.PollInterval);
            Assert.AreEqual("http://own/report/own-name", board.ReportUrl);
            Assert.AreEqual(Configurations.OwnCertificate, board.RootCertificate);
            Assert.AreEqual(81, board.HttpPort);
            Assert.AreEqual(2, board.Targets.Length);
            Assert.AreEqual("A COM2 25 26 27 33 921600 115200", Describe(board.Targets[0]));
            Assert.AreEqual("B COM3 18 19 21 22 921600 115200", Describe(board.Targets[1]));
        }

        /// <summary>Writes a target in one line.</summary>
        /// <param name="target">The target.</param>
        /// <returns>Name, UART, TX, RX, BOOT0, NRST and the rates.</returns>
        public static string Describe(TargetDescription target)
        {
            return target.Name + " " + target.Uart.PortName + " " + target.Uart.TransmitPin + " " + target.Uart.ReceivePin
                + " " + target.Boot0Pin + " " + target.ResetPin + " " + target.BootloaderBaudRate + " " + target.ApplicationBaudRate;
        }
    }
}
