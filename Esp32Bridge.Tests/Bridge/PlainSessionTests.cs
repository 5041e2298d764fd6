using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Bridge
{
    [TestClass]
    public class PlainSessionTests
    {
        [DataRow("7F", "7F|")]
        [DataRow("00 FF FB 2C", "00|FF FB 2C|")]
        [DataRow("FF 00", "FF 00|")]
        [DataRow("FF FF FB 2C", "FF FF|FB 2C|")]
        [DataRow("FF FB 01 41 42", "FF FB 01 41|42|")]
        [DataRow("FF FC 2C 41", "FF FC 2C 41|")]
        public void What_does_not_begin_as_RFC_2217_does_is_plain(string bytes, string written)
        {
            Table table = new Table();

            table.Say(bytes);

            Assert.AreEqual(written, table.WireEvents());
            Assert.AreEqual(string.Empty, table.Client.Take());
            table.Wires.Send(Hex.ToBytes("FF"));
            table.Session.Give();
            Assert.AreEqual("FF", table.Client.Take(), "it is doubled in telnet");
        }

        [TestMethod]
        public void Once_plain_always_plain()
        {
            Table table = new Table();
            table.Say("41");

            table.Say(Table.Offer);

            Assert.AreEqual("41|FF FB 2C|", table.WireEvents());
        }

        [TestMethod]
        public void What_could_become_telnet_is_held_back_for_300_ms()
        {
            Table table = new Table();
            table.Say("FF FB");
            table.Clock.Sleep(299);
            table.Session.Give();
            Assert.AreEqual(string.Empty, table.WireEvents());

            table.Clock.Sleep(1);
            table.Session.Give();

            Assert.AreEqual("FF FB|", table.WireEvents());
            table.Say("2C");
            Assert.AreEqual("FF FB|2C|", table.WireEvents());
        }

        [TestMethod]
        public void Ten_negotiations_without_the_COM_port_are_plain()
        {
            Table table = new Table();

            for (int i = 0; i < 10; i++)
            {
                table.Say("FF FD 01");
            }

            table.Say("41");
            Assert.IsTrue(table.WireEvents().EndsWith("FF FD 01 FF FD 01|41|"));
            Assert.AreEqual(31L, table.Session.ToTarget);
        }

        [TestMethod]
        public void What_the_target_sends_goes_to_the_client_as_it_is()
        {
            Table table = new Table();
            table.Say("41");
            table.Wires.Send(Hex.ToBytes("FF 00 FF FF"));

            Assert.AreEqual(4, table.Session.Give());

            Assert.AreEqual("FF 00 FF FF", table.Client.Take());
            Assert.AreEqual(0, table.Session.Give());
        }

        [TestMethod]
        public void A_client_that_is_not_ready_leaves_the_bytes_where_they_are()
        {
            Table table = new Table();
            table.Say("41");
            table.Wires.Send(new byte[10]);
            table.Client.IsReady = false;

            Assert.AreEqual(0, table.Session.Give());

            Assert.AreEqual(10, table.Wires.BytesToRead);
        }

        [TestMethod]
        public void Room_is_that_of_the_line_and_of_the_buffer_and_in_telnet_of_the_client_for_the_answers()
        {
            Table table = new Table();
            table.Client.IsReady = false;
            Assert.AreEqual(0, table.Session.Room);
            table.Client.IsReady = true;
            Assert.AreEqual(512, table.Session.Room);
            table.Wires.Room = 7;
            Assert.AreEqual(7, table.Session.Room);

            table.Say("41");
            table.Client.IsReady = false;
            Assert.AreEqual(7, table.Session.Room);
            table.Wires.Room = 5000;
            Assert.AreEqual(1024, table.Session.Room);
        }
    }
}
