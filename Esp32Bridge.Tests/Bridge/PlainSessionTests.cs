using System.Text;
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
        public void A_session_that_does_not_begin_like_RFC_2217_is_plain(string bytes, string written)
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
        public void A_plain_session_stays_plain()
        {
            Table table = new Table();
            table.Say("7F");

            table.Say(Table.Offer);

            Assert.AreEqual("7F|FF FB 2C|", table.WireEvents());
        }

        [DataRow("FF", "FB 2C", 300)]
        [DataRow("FF FB", "2C", 3000)]
        [DataRow("FF FD 01", "FF FB 2C", 3000)]
        [DataRow("FF FD 01 FF", "FB 2C", 3000)]
        public void Bytes_that_could_become_telnet_are_held_back_for_a_while(string begin, string rest, int patience)
        {
            Table table = new Table();
            table.Say(begin);
            table.Clock.Sleep(patience - 1);
            table.Session.Give();
            Assert.AreEqual(string.Empty, table.WireEvents());

            table.Clock.Sleep(1);
            table.Session.Give();

            Assert.AreEqual(begin + "|", table.WireEvents());
            table.Say(rest);
            Assert.AreEqual(begin + "|" + rest + "|", table.WireEvents());
        }

        // 7F begins the conversation with a bootloader, and FF 00 resynchronises it. Other loaders begin with control characters.
        [DataRow("7F", "FF FB 2C")]
        [DataRow("41 0D 7F", "FF FB 2C")]
        [DataRow("FF 00", "FF FB 2C")]
        [DataRow("41 0D FF 00", "FF FD 2C")]
        [DataRow("31 0D 01", "FF FB 2C")]
        [DataRow("41 0D 80", "FF FB 2C")]
        [DataRow("31 0D 43 06", "41 FF FB 2C")]
        public void No_exchange_with_a_loader_is_taken_for_telnet(string begin, string negotiation)
        {
            Table table = new Table();
            table.Say(begin);
            table.Clock.Sleep(400);
            table.Session.Give();

            table.Say(negotiation);

            table.Wires.Send(Hex.ToBytes("FF"));
            table.Session.Give();
            Assert.AreEqual("FF", table.Client.Take(), "it is doubled in telnet");
            Assert.AreEqual(begin.Length + negotiation.Length + 2, 3 * (int)table.Session.ToTarget, "something was lost");
        }

        // One byte that cannot belong to it is enough, such as the end of the line.
        [DataRow("41 54 0D")]
        [DataRow("47 45 54 20 0A")]
        [DataRow("47 45 54 20 2F 0D")]
        [DataRow("47 45 54 20 2F 20 48 54 54 51")]
        [DataRow("47 45 54 20 20")]
        [DataRow("47 45 54 20 2F 20 20")]
        [DataRow("16 16")]
        [DataRow("16 03 05")]
        [DataRow("16 03 01 00 C8 02")]
        public void Bytes_that_only_resemble_HTTP_or_TLS_are_plain_at_once(string bytes)
        {
            Table table = new Table();
            for (int i = 0; i < bytes.Length; i += 3)
            {
                Assert.AreEqual(string.Empty, table.WireEvents(), "after " + (i / 3) + " bytes");
                table.Say(bytes.Substring(i, 2));
            }

            Assert.AreEqual(bytes + "|", table.WireEvents());
            Assert.IsFalse(table.Session.IsWeb);
        }

        [DataRow("41")]
        [DataRow("47 45 54")]
        [DataRow("53 45 54 20 78 3D 31")]
        [DataRow("16 03 01 00 C8")]
        public void Bytes_that_could_become_HTTP_or_TLS_are_held_back_for_100_ms(string bytes)
        {
            Table table = new Table();
            table.Say(bytes);
            table.Clock.Sleep(99);
            table.Session.Give();
            Assert.AreEqual(string.Empty, table.WireEvents());

            table.Clock.Sleep(1);
            table.Session.Give();

            Assert.AreEqual(bytes + "|", table.WireEvents());
            Assert.IsFalse(table.Session.IsWeb);
        }

        [DataRow("GET / HTTP/")]
        [DataRow("POST /targets/A/bootloader?x=1 HTTP/")]
        [DataRow("get http://pump-17:2001/ HTTP/")]
        [DataRow("OPTIONS * HTTP/")]
        [DataRow("CONNECT pump-17.example.com:2001 HTTP/")]
        [DataRow("M-SEARCH * HTTP/")]
        [DataRow("PRI * HTTP/")]
        [DataRow("x!#$%&'*+-.^_`|~9 / HTTP/")]
        public void A_request_line_is_recognised_in_one_piece_and_in_many(string line)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line + "1.1\r\nHost: pump-17\r\n\r\n");
            Table whole = new Table();
            whole.Say(bytes);
            IsWeb(whole);

            Table pieces = new Table();
            for (int i = 0; i < line.Length; i++)
            {
                Assert.IsFalse(pieces.Session.IsWeb, "after " + i + " bytes");
                pieces.Say(new byte[] { bytes[i] });
                pieces.Clock.Sleep(99);
                pieces.Session.Give();
            }

            IsWeb(pieces);
        }

        [DataRow("GET /")]
        [DataRow("GET /1 HTT")]
        [DataRow("GET http")]
        public void The_likely_begin_of_a_request_line_counts_as_one_if_nothing_follows(string begin)
        {
            Table table = new Table();
            table.Say(Encoding.UTF8.GetBytes(begin));
            Assert.IsFalse(table.Session.IsWeb);
            table.Clock.Sleep(100);
            table.Session.Give();
            IsWeb(table);

            Table left = new Table();
            left.Say(Encoding.UTF8.GetBytes(begin));
            left.Session.Finish();
            IsWeb(left);
        }

        [DataRow("GET /", true)]
        [DataRow("GET HTTP://", true)]
        [DataRow("SET ", false)]
        [DataRow("", false)]
        public void At_most_64_bytes_are_held_back(string begin, bool isWeb)
        {
            Table table = new Table();
            byte[] bytes = Encoding.UTF8.GetBytes(begin + new string('x', 64 - begin.Length));
            for (int i = 0; i < 63; i++)
            {
                table.Say(new byte[] { bytes[i] });
            }

            Assert.AreEqual(string.Empty, table.WireEvents());
            Assert.IsFalse(table.Session.IsWeb);
            table.Say(new byte[] { bytes[63] });

            Assert.AreEqual(isWeb, table.Session.IsWeb);
            Assert.AreEqual(isWeb ? 0L : 64L, table.Session.ToTarget);
        }

        [TestMethod]
        public void The_first_record_of_TLS_is_recognised()
        {
            Table table = new Table();

            table.Say("16 03 01 02 00 01 00 01 FC 03 03");

            IsWeb(table);
        }

        [DataRow("41", "41|")]
        [DataRow("FF FB", "FF FB|")]
        public void Bytes_held_back_when_the_client_leaves_are_not_lost(string bytes, string written)
        {
            Table table = new Table();
            table.Say(bytes);

            table.Session.Finish();

            Assert.AreEqual(written, table.WireEvents());
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
        public void Data_of_the_target_reaches_the_client_unchanged()
        {
            Table table = new Table();
            table.Say("41");
            table.Wires.Send(Hex.ToBytes("FF 00 FF FF"));

            Assert.AreEqual(4, table.Session.Give());

            Assert.AreEqual("FF 00 FF FF", table.Client.Take());
            Assert.AreEqual(0, table.Session.Give());
        }

        [TestMethod]
        public void If_the_client_is_not_ready_the_bytes_stay_in_the_line()
        {
            Table table = new Table();
            table.Say("41");
            table.Wires.Send(new byte[10]);
            table.Client.IsReady = false;

            Assert.AreEqual(0, table.Session.Give());

            Assert.AreEqual(10, table.Wires.BytesToRead);
        }

        [TestMethod]
        public void Room_is_limited_by_the_line_and_the_buffer_and_in_telnet_by_the_client()
        {
            Table table = new Table();
            table.Client.IsReady = false;
            Assert.AreEqual(0, table.Session.Room);
            table.Client.IsReady = true;
            Assert.AreEqual(512, table.Session.Room);
            table.Wires.Room = 7;
            Assert.AreEqual(7, table.Session.Room);

            table.Say("7F");
            table.Client.IsReady = false;
            Assert.AreEqual(7, table.Session.Room);
            table.Wires.Room = 5000;
            Assert.AreEqual(1024, table.Session.Room);
        }

        // Nothing passes in either direction.
        private static void IsWeb(Table table)
        {
            table.Say("41 0D 0A");
            table.Wires.Send(Hex.ToBytes("55"));

            Assert.AreEqual(0, table.Session.Give());
            Assert.IsTrue(table.Session.IsWeb);
            Assert.AreEqual(string.Empty, table.WireEvents());
            Assert.AreEqual(string.Empty, table.Client.Take());
            Assert.AreEqual(0L, table.Session.ToTarget);
        }
    }
}
