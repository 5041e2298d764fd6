using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>
    /// Each kind of fault at a byte of Get Version. The bytes on the line are counted from 1: 01, FE, and the answer 79 31
    /// 00 00 79.
    /// </summary>
    [TestClass]
    public class FaultyLineTests
    {
        [DataRow(0, 1, 0, "FE 01 FE", "79 31 00 00 79")]
        [DataRow(0, 4, 0, "01 FE", "79 00 00 79")]
        [DataRow(1, 2, 0, "01 FE", "1F")]
        [DataRow(1, 4, 7, "01 FE", "79 B1 00 00 79")]
        [DataRow(2, 1, 0, "01 FE FE", "1F 1F")]
        [DataRow(2, 7, 0, "01 FE", "79 31 00 00 79 79")]
        [DataRow(3, 1, 0, "01 FE", "1F")]
        [DataRow(3, 3, 0, "01 FE", "79 79 31 00 00 79")]
        [DataRow(3, 3, 1, "01 FE", "1F 79 31 00 00 79")]
        [DataRow(3, 3, 6, "01 FE", "01 79 31 00 00 79")]
        [DataRow(5, 3, 0, "01 FE", "1F 31 00 00 79")]
        [DataRow(5, 4, 0, "01 FE", "79 1F 31 00 00 79")]
        [DataRow(5, 2, 0, "01 FE", "1F 79 31 00 00 79")]
        [DataRow(6, 2, 0, "01 FE 01 FE", "")]
        [DataRow(6, 4, 0, "01 FE 01 FE", "79")]
        [DataRow(7, 1, 0, "01 FE 01 FE", "")]
        [DataRow(8, 1, 0, "01 FE", "79 31 00 00 79")]
        public void A_fault_affects_its_byte_and_no_other(int kind, int position, int variant, string frames, string answer)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault((FaultKind)kind, position, variant) });

            Assert.AreEqual(answer, Say(target, clock, frames));
            Assert.AreEqual(1, target.Struck);
        }

        [DataRow(1)]
        [DataRow(3)]
        [DataRow(7)]
        public void Bytes_of_both_directions_are_counted(int position)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.FailedUnit, position, 0) });

            Say(target, clock, "01 FE");

            Assert.AreEqual(7, target.ByteCount);
            Assert.AreEqual(1, target.Part.Memory.Flash.FailingUnits);
        }

        [DataRow(1, 0)]
        [DataRow(4, 1)]
        public void A_delayed_byte_and_those_after_it_arrive_later(int position, int before)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.Delay, position, 450) });
            byte[] answer = new byte[5];
            target.Write(Hex.ToBytes("01 FE"), 0, 2);

            Assert.AreEqual(before, target.Read(answer, 0, 5, 400));
            Assert.AreEqual(5 - before, target.Read(answer, before, 5 - before, 110));
            Assert.AreEqual("79 31 00 00 79", Hex.ToText(answer, 0, 5));
        }

        [DataRow(0)]
        [DataRow(1)]
        public void A_delayed_byte_is_not_drained_before_it_arrives_and_is_lost_when_the_line_closes(int way)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.Delay, 3, 450) });
            target.Write(Hex.ToBytes("01 FE"), 0, 2);

            target.Wait(100);
            Assert.AreEqual(0, target.Drain());
            if (way == 1)
            {
                target.Close();
                target.Open(target.BaudRate, 0);
            }

            target.Wait(500);
            Assert.AreEqual(way == 0 ? 5 : 0, target.Drain());
        }

        [TestMethod]
        public void A_hanging_part_recovers_at_its_next_reset()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.Hang, 1, 0) });
            Assert.AreEqual(string.Empty, Say(target, clock, "01 FE 7F 7F"));

            target.ResetIntoBootloader();

            Assert.AreEqual("79 79 31 00 00 79", Say(target, clock, "7F 01 FE"));
        }

        [TestMethod]
        public void A_part_whose_supply_failed_must_be_synchronised_again()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.Reset, 3, 0) });
            Assert.AreEqual(string.Empty, Say(target, clock, "01 FE"));

            Assert.AreEqual("79 79 31 00 00 79", Say(target, clock, "7F 01 FE"));
        }

        [TestMethod]
        public void A_supply_failure_during_the_erase_tears_the_page()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Flash flash = target.Part.Memory.Flash;
            flash.Load(0, FakeImages.Program(300, "1.0.0"));

            // 10 ms after the checksum of the list, which is byte 8: two of the command, its ACK, and the list.
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.Reset, 8, 20001) });
            ModelTargets.Say(target, clock, "44 BB");
            target.Write(Hex.ToBytes("00 00 00 00 00"), 0, 5);
            target.Wait(100);

            Assert.IsTrue(flash.IsTorn(0));
            Assert.AreEqual("79", ModelTargets.Say(target, clock, "7F"), "it boots by BOOT0");
        }

        [DataRow(0, false)]
        [DataRow(1, true)]
        public void The_next_unit_fails_and_no_other(int variant, bool isTorn)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            Flash flash = target.Part.Memory.Flash;
            target.SetFaults(new LineFault[] { new LineFault(FaultKind.FailedUnit, 1, variant) });

            Assert.AreEqual("79 79 79", ModelTargets.Say(target, clock, "31 CE 08 00 00 00 08 0F 01 02 03 04 05 06 07 08 01 02 03 04 05 06 07 08 0F"));

            Assert.AreEqual(isTorn, flash.IsTorn(0));
            Assert.AreEqual(isTorn, flash.Read(0) != 0xFF);
            Assert.AreEqual("01 02 03 04 05 06 07 08", Hex.ToText(flash.Copy(8, 8), 0, 8));
        }

        private static string Say(ModelTarget target, FakeClock clock, string frames)
        {
            string answer = ModelTargets.Say(target, clock, frames);
            target.Wait(100);
            return (answer + " " + ModelTargets.Hear(target, clock)).Trim();
        }
    }
}
