using System;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Bridge
{
    [TestClass]
    public class TelnetSessionTests
    {
        private const string Offered = "FF FB 00 FF FD 00 ";
        private const string ModemLines = "FF FA 2C 6B B0 FF F0";

        [TestMethod]
        public void The_greeting_of_pyserial_is_answered()
        {
            Table table = new Table();

            table.Say("FF FD 01 FF FB 03 FF FD 03 FF FD 2C FF FB 2C");

            Assert.AreEqual(Offered + "FF FB 01 FF FD 03 FF FB 03 FF FB 2C FF FD 2C " + ModemLines, table.Client.Take());
            Assert.AreEqual(string.Empty, table.WireEvents());
        }

        [TestMethod]
        public void The_greeting_may_arrive_byte_by_byte()
        {
            Table table = new Table();
            byte[] hello = Hex.ToBytes("FF FD 01 FF FB 2C 41");

            for (int i = 0; i < hello.Length; i++)
            {
                table.Say(new byte[] { hello[i] });
            }

            Assert.AreEqual(Offered + "FF FB 01 FF FD 2C " + ModemLines, table.Client.Take());
            Assert.AreEqual("41|", table.WireEvents());
        }

        // The greeting of pyserial in two segments; a client that offers the COM port option last.
        [DataRow("FF FD 01 FF FB 03", "FF FD 03 FF FD 2C FF FB 2C", "FF FB 01 FF FD 03 FF FB 03 FF FB 2C FF FD 2C ")]
        [DataRow("FF FD 01 FF FB", "03 FF FD 03 FF FD 2C FF FB 2C", "FF FB 01 FF FD 03 FF FB 03 FF FB 2C FF FD 2C ")]
        [DataRow("FF FD 01 FF", "FB 03 FF FD 03 FF FD 2C FF FB 2C", "FF FB 01 FF FD 03 FF FB 03 FF FB 2C FF FD 2C ")]
        [DataRow("FF FB", "2C", "FF FD 2C ")]
        public void The_greeting_may_arrive_in_late_segments(string first, string second, string answer)
        {
            Table table = new Table();
            table.Say(first);
            for (int i = 0; i < 40; i++)
            {
                table.Clock.Sleep(10);
                table.Session.Give();
            }

            table.Say(second);

            Assert.AreEqual(Offered + answer + ModemLines, table.Client.Take());
            Assert.AreEqual(string.Empty, table.WireEvents());
        }

        // A user has pressed a key first, or a script has sent a line.
        [DataRow("0D")]
        [DataRow("76 65 72 73 69 6F 6E 0D 0A")]
        [DataRow("41 09 42")]
        public void The_greeting_may_follow_text(string text)
        {
            Table table = new Table();
            table.Say(text);
            table.Clock.Sleep(100);
            table.Session.Give();
            string heard = table.WireEvents();
            Assert.AreEqual(text.Length, heard.Length - 1, heard);

            table.Say("42 FF FD 01 FF FB");
            Assert.AreEqual(heard + "42|", table.WireEvents());
            table.Say("2C 41");

            Assert.AreEqual(Offered + "FF FB 01 FF FD 2C " + ModemLines, table.Client.Take());
            Assert.AreEqual(heard + "42|41|", table.WireEvents());
        }

        // What is already agreed on or refused is not answered again (RFC 854).
        [DataRow("FF FB 00", "")]
        [DataRow("FF FD 00", "")]
        [DataRow("FF FE 00", "FF FC 00")]
        [DataRow("FF FC 00", "FF FE 00")]
        [DataRow("FF FE 00 FF FE 00 FF FD 00", "FF FC 00 FF FB 00")]
        [DataRow("FF FB 2C", "")]
        [DataRow("FF FD 01 FF FD 01", "FF FB 01")]
        [DataRow("FF FB 01", "FF FE 01")]
        [DataRow("FF FB 18", "FF FE 18")]
        [DataRow("FF FD 18", "FF FC 18")]
        [DataRow("FF FB FF", "FF FE FF")]
        [DataRow("FF FC 18 FF FE 18", "")]
        [DataRow("FF F1 FF F6 FF F3", "")]
        public void Negotiations_are_answered_if_something_changes(string bytes, string answer)
        {
            Table table = new Table().Greeted();

            table.Say(bytes);

            Assert.AreEqual(answer, table.Client.Take());
        }

        [DataRow("41 FF FF 42 FF FF FF FF", "41 FF 42 FF FF|")]
        [DataRow("41 FF FA 2C 05 01 FF F0 42", "41|42|")]
        [DataRow("41 FF F1 42", "41 42|")]
        [DataRow("FF FA 2C 00 FF FB 03 41", "41|")]
        public void Data_reaches_the_line_without_the_commands_in_between(string bytes, string written)
        {
            Table table = new Table().Greeted();

            table.Say(bytes);

            Assert.AreEqual(written, table.WireEvents());
        }

        [TestMethod]
        public void Data_of_the_target_is_escaped_even_if_every_byte_needs_it()
        {
            Table table = new Table().Greeted();
            byte[] chunk = new byte[1024];
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = 0xFF;
            }

            table.Wires.Send(chunk);
            Assert.AreEqual(1024, table.Session.Give());
            string sent = table.Client.Take();
            Assert.AreEqual(2048 * 3 - 1, sent.Length);
            Assert.AreEqual(-1, sent.IndexOf('0'));

            table.Wires.Send(Hex.ToBytes("00 FF 01"));
            table.Session.Give();
            Assert.AreEqual("00 FF FF 01", table.Client.Take());
        }

        [TestMethod]
        public void The_format_changes_between_the_data_before_and_after_the_command()
        {
            Table table = new Table().Greeted();

            table.Say("41 FF FA 2C 03 03 FF F0 42");

            Assert.AreEqual("41|115200 8 3 1|42|", table.WireEvents());
            Assert.AreEqual("FF FA 2C 67 03 FF F0", table.Client.Take());
        }

        [TestMethod]
        public void An_answer_is_escaped_too()
        {
            Table table = new Table().Greeted();

            // 65520 baud, 00 00 FF F0.
            table.Say("FF FA 2C 01 00 00 FF FF F0 FF F0");

            Assert.AreEqual("65520 8 1 1|", table.WireEvents());
            Assert.AreEqual("FF FA 2C 65 00 00 FF FF F0 FF F0", table.Client.Take());
        }

        [TestMethod]
        public void A_client_that_suspends_the_flow_gets_nothing()
        {
            Table table = new Table().Greeted();
            table.Say("FF FA 2C 08 FF F0");
            table.Wires.Send(new byte[] { 1 });
            Assert.AreEqual(0, table.Session.Give());

            table.Say("FF FA 2C 09 FF F0");

            Assert.AreEqual(1, table.Session.Give());
        }

        // Each session continues after any bytes. A command and a byte end what is incomplete.
        [TestMethod]
        public void The_session_survives_garbage()
        {
            Random random = new Random();
            byte[] interesting = Hex.ToBytes("FF FF FF FA F0 FB FC FD FE 2C 00 01 03 05 08 0C 64 41");
            for (int run = 0; run < 200; run++)
            {
                Table table = new Table().Greeted();
                byte[] garbage = new byte[100];
                for (int i = 0; i < garbage.Length; i++)
                {
                    garbage[i] = interesting[random.Next(interesting.Length)];
                }

                table.Say(garbage);
                table.Say("F0 FF F0 FF F0 FF FA 2C 09 FF F0");
                table.Wires.Send(Hex.ToBytes("55"));
                table.Client.Take();
                table.Session.Give();
                Assert.AreEqual("55", table.Client.Take());
                table.Say("47");
                Assert.IsTrue(table.WireEvents().EndsWith("47|"), Hex.ToText(garbage, 0, garbage.Length));
            }
        }
    }
}
