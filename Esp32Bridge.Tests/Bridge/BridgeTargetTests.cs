using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Bridge
{
    [TestClass]
    public class BridgeTargetTests
    {
        private const string Restarted = "115200 8 1 1|to application|released|";

        [TestMethod]
        public void A_client_that_only_sent_data_leaves_the_part_alone()
        {
            Table table = new Table();
            table.Say("7F");

            table.Target.Restore();

            Assert.AreEqual("7F|115200 8 1 1|released|", table.WireEvents());
        }

        // DTR is NRST; RTS off is BOOT0. 08 DTR on; 09 off; 0B RTS on; 0C off.
        [DataRow("08", "NRST 1|" + Restarted)]
        [DataRow("0C 08 09", "BOOT0 1|NRST 1|NRST 0|" + Restarted)]
        [DataRow("0C 08 09 0B", "BOOT0 1|NRST 1|NRST 0|BOOT0 0|" + Restarted)]
        [DataRow("0C 08 09 0B 08 09", "BOOT0 1|NRST 1|NRST 0|BOOT0 0|NRST 1|NRST 0|115200 8 1 1|released|")]
        [DataRow("0C 09", "BOOT0 1|NRST 0|115200 8 1 1|released|")]
        [DataRow("0B 08 09", "BOOT0 0|NRST 1|NRST 0|115200 8 1 1|released|")]
        public void A_part_that_a_client_left_in_reset_or_in_its_bootloader_is_started(string controls, string line)
        {
            Table table = new Table().Greeted();
            for (int i = 0; i < controls.Length; i += 3)
            {
                table.Say("FF FA 2C 05 " + controls.Substring(i, 2) + " FF F0");
            }

            table.Target.Restore();

            Assert.AreEqual(line, table.WireEvents());
        }

        [TestMethod]
        public void A_part_that_was_reset_into_its_bootloader_on_request_stays_there_when_a_client_leaves()
        {
            Table table = new Table();
            table.Target.EnterBootloader();
            table.Say("7F");

            table.Target.Restore();

            Assert.AreEqual("57600 8 3 1|to bootloader|7F|57600 8 3 1|BOOT0 1|", table.WireEvents());
            table.Target.StartApplication();
            Assert.IsFalse(table.Target.IsInBootloader);
        }

        [TestMethod]
        public void The_end_of_the_loop_starts_a_part_in_its_bootloader()
        {
            Table table = new Table();
            table.Target.EnterBootloader();

            table.Target.Close();

            Assert.AreEqual("57600 8 3 1|to bootloader|" + Restarted + "close|", table.WireEvents());
        }

        [TestMethod]
        public void The_end_of_the_loop_leaves_a_running_part_alone()
        {
            Table table = new Table();

            table.Target.Close();

            Assert.AreEqual("close|", table.WireEvents());
        }
    }
}
