using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Bridge
{
    [TestClass]
    public class ComPortTests
    {
        // Value 0 is a query; the second column is the answer, the third the events on the line.
        [DataRow("01 00 00 00 00", "65 00 01 C2 00", "")]
        [DataRow("01 00 00 25 80", "65 00 00 25 80", "9600 8 1 1|")]
        [DataRow("01 00 0E 10 00", "65 00 0E 10 00", "921600 8 1 1|")]
        [DataRow("01 00 0E 10 01", "65 00 01 C2 00", "")]
        [DataRow("01 00 00 04 AF", "65 00 01 C2 00", "")]
        [DataRow("01 80 00 00 00", "65 00 01 C2 00", "")]
        [DataRow("02 00", "66 08", "")]
        [DataRow("02 05", "66 05", "115200 5 1 1|")]
        [DataRow("02 09", "66 08", "")]
        [DataRow("03 00", "67 01", "")]
        [DataRow("03 02", "67 02", "115200 8 2 1|")]
        [DataRow("03 03", "67 03", "115200 8 3 1|")]
        [DataRow("03 05", "67 01", "")]
        [DataRow("04 00", "68 01", "")]
        [DataRow("04 02", "68 02", "115200 8 1 2|")]
        [DataRow("04 03", "68 03", "115200 8 1 3|")]
        [DataRow("04 04", "68 01", "")]
        [DataRow("05 00", "69 01", "")]
        [DataRow("05 01", "69 01", "")]
        [DataRow("05 03", "69 01", "")]
        [DataRow("05 04", "69 06", "")]
        [DataRow("05 05", "69 06", "")]
        [DataRow("05 07", "69 09", "")]
        [DataRow("05 08", "69 08", "NRST 1|")]
        [DataRow("05 09", "69 09", "NRST 0|")]
        [DataRow("05 0A", "69 0B", "")]
        [DataRow("05 0B", "69 0B", "BOOT0 0|")]
        [DataRow("05 0C", "69 0C", "BOOT0 1|")]
        [DataRow("05 0D", "69 0E", "")]
        [DataRow("05 10", "69 0E", "")]
        [DataRow("05 12", "69 0E", "")]
        [DataRow("05 13", "69 01", "")]
        [DataRow("07", "6B B0", "")]
        [DataRow("0A 3F", "6E 00", "")]
        [DataRow("0B 80", "6F 80", "")]
        [DataRow("0C 02", "70 02", "")]
        [DataRow("00", "64 45 73 70 33 32 42 72 69 64 67 65", "")]
        public void Every_request_is_answered_with_the_current_setting(string request, string answer, string line)
        {
            Table table = new Table().Greeted();

            table.Say("FF FA 2C " + request + " FF F0");

            Assert.AreEqual("FF FA 2C " + answer + " FF F0", table.Client.Take());
            Assert.AreEqual(line, table.WireEvents());
        }

        [DataRow("")]
        [DataRow("00 41 42")]
        [DataRow("01")]
        [DataRow("01 00 00 25")]
        [DataRow("01 00 00 25 80 00")]
        [DataRow("02")]
        [DataRow("05")]
        [DataRow("06 00")]
        [DataRow("08")]
        [DataRow("09")]
        [DataRow("0C 00")]
        [DataRow("0C 04")]
        [DataRow("65 00 00 25 80")]
        [DataRow("FE 01")]
        public void Invalid_requests_and_requests_without_an_answer_get_none(string request)
        {
            Table table = new Table().Greeted();

            table.Say("FF FA 2C " + request + " FF F0");

            Assert.AreEqual(string.Empty, table.Client.Take());
            Assert.AreEqual(string.Empty, table.WireEvents());
        }

        [TestMethod]
        public void If_the_UART_refuses_the_answer_is_the_old_value()
        {
            Table table = new Table().Greeted();
            table.Wires.RefusesFormats = true;

            table.Say("FF FA 2C 01 00 00 25 80 FF F0");

            Assert.AreEqual("FF FA 2C 65 00 01 C2 00 FF F0", table.Client.Take());
        }

        [TestMethod]
        public void Received_data_can_be_purged()
        {
            Table table = new Table().Greeted();
            table.Wires.Send(new byte[100]);

            table.Say("FF FA 2C 0C 03 FF F0");

            Assert.AreEqual("FF FA 2C 70 03 FF F0", table.Client.Take());
            Assert.AreEqual(0, table.Session.Give());
        }

        [TestMethod]
        public void Masked_modem_lines_are_not_reported()
        {
            Table table = new Table().Greeted();

            table.Say("FF FA 2C 0B 10 FF F0 FF FA 2C 07 FF F0");

            Assert.AreEqual("FF FA 2C 6F 10 FF F0 FF FA 2C 6B 10 FF F0", table.Client.Take());
        }
    }
}
