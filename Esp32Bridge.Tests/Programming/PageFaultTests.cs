using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Programming
{
    /// <summary>Faults of the line at the second of three pages: the job continues with that page, and does not start over.</summary>
    [TestClass]
    public class PageFaultTests
    {
        private const int Size = 5000;
        private const int Erase = 0x44;
        private const int Write = 0x31;
        private const int Read = 0x11;

        // The frames before those of the second page, and its third block.
        private const int Erases = 1;
        private const int Writes = 8 + 2;
        private const int Reads = 8 + 2 + 8 + 1 + 2 + 3;

        [DataRow("NACK", 1, "0 1 2 ", 3)]
        [DataRow("NACK", 2, "0 1 1 2 ", 3)]
        [DataRow("loss", 1, "0 1 2 ", 3)]
        [DataRow("loss", 2, "0 1 2 ", 3)]
        [DataRow("silence", 1, "0 1 2 ", 3)]
        [DataRow("silence", 2, "0 1 1 2 ", 4)]
        [DataRow("wrong", 1, "0 1 2 ", 3)]
        [DataRow("wrong", 2, "0 1 1 2 ", 4)]
        [DataRow("surplus", 1, "0 1 1 2 ", 3)]
        [DataRow("surplus", 2, "0 1 2 ", 3)]
        public void A_fault_in_an_erase_costs_at_most_an_erase_of_that_page(string kind, int step, string asked, int erased)
        {
            IsRecoveredFrom(kind, Erase, step, Erases, asked, erased);
        }

        [DataRow("NACK", 1)]
        [DataRow("NACK", 2)]
        [DataRow("NACK", 3)]
        [DataRow("loss", 1)]
        [DataRow("loss", 2)]
        [DataRow("loss", 3)]
        [DataRow("silence", 1)]
        [DataRow("silence", 2)]
        [DataRow("silence", 3)]
        [DataRow("wrong", 1)]
        [DataRow("wrong", 2)]
        [DataRow("wrong", 3)]
        [DataRow("surplus", 1)]
        [DataRow("surplus", 2)]
        [DataRow("surplus", 3)]
        public void A_fault_in_a_write_costs_no_erase(string kind, int step)
        {
            IsRecoveredFrom(kind, Write, step, Writes, "0 1 2 ", 3);
        }

        [DataRow("NACK", 1)]
        [DataRow("NACK", 2)]
        [DataRow("NACK", 3)]
        [DataRow("loss", 1)]
        [DataRow("loss", 2)]
        [DataRow("loss", 3)]
        [DataRow("silence", 1)]
        [DataRow("silence", 2)]
        [DataRow("silence", 3)]
        [DataRow("wrong", 1)]
        [DataRow("wrong", 2)]
        [DataRow("wrong", 3)]
        [DataRow("surplus", 1)]
        [DataRow("surplus", 2)]
        [DataRow("surplus", 3)]
        [DataRow("noise", 3)]
        [DataRow("short", 3)]
        public void A_fault_during_a_read_back_costs_no_erase(string kind, int step)
        {
            IsRecoveredFrom(kind, Read, step, Reads, "0 1 2 ", 3);
        }

        [DataRow("NACK", Erase, 2, 3)]
        [DataRow("silence", Erase, 2, 8)]
        [DataRow("loss", Write, 3, 3)]
        [DataRow("silence", Write, 3, 3)]
        [DataRow("babble", Write, 1, 3)]
        [DataRow("wrong", Read, 3, 3)]
        [DataRow("refusal", Read, 2, 3)]
        public void The_job_recovers_from_five_faults_in_a_row_without_starting_over(string kind, int code, int step, int erased)
        {
            int skip = code == Erase ? Erases : code == Write ? Writes : Reads;
            Rig rig = RigOf();
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, code, step, skip, 5);

            rig.Program();

            Assert.IsTrue(rig.Runs(FakeImages.Program(Size, "1.0.0"), "1.0.0"));
            Assert.AreEqual(5, line.Faults);
            Assert.AreEqual(erased, rig.Part.Memory.Flash.EraseCount);
            Assert.Contains("A: recovered from 5 fault(s) on the way|", rig.Log.Text);
        }

        [DataRow("NACK", Erase, 2, "Extended Erase: expected ACK; got NACK. ")]
        [DataRow("silence", Erase, 1, "Extended Erase: expected 1 byte(s) within 1000 ms; got 0. ")]
        [DataRow("silence", Erase, 2, "Extended Erase: expected 1 byte(s) within 1050 ms; got 0. ")]
        [DataRow("wrong", Erase, 2, "Extended Erase: expected ACK; got 0x5B. ")]
        [DataRow("NACK", Write, 3, "Write Memory at 0x08000A00: expected ACK; got NACK. ")]
        [DataRow("loss", Write, 3, "Write Memory at 0x08000A00: expected 1 byte(s) within 1000 ms; got 0. ")]
        [DataRow("wrong", Write, 2, "Write Memory at 0x08000A00: expected ACK; got 0x5B. ")]
        [DataRow("surplus", Write, 1, "Write Memory at 0x08000A00: expected ACK; got 0x00. ")]
        [DataRow("NACK", Read, 1, "Read Memory at 0x08000A00: expected ACK; got NACK. ")]
        [DataRow("short", Read, 3, "Read Memory at 0x08000A00: expected 256 byte(s) within 1000 ms; got 0. ")]
        [DataRow("surplus", Read, 2, "Read Memory at 0x08000A00: expected ACK; got 0x00. ")]
        public void A_permanent_fault_is_an_error_after_six_attempts_and_the_next_one_continues_with_that_page(string kind, int code, int step, string error)
        {
            int skip = code == Erase ? Erases : code == Write ? Writes : Reads;
            Rig rig = RigOf();
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, code, step, skip, 6);

            Assert.StartsWith("A: " + error, rig.ProgramInVain().Message);

            Assert.AreEqual(6, line.Faults);
            Assert.IsTrue(rig.HasNoProgram);
            Assert.IsTrue(rig.Part.State == PartState.Bootloader);
            rig.Target.Written.Clear();
            rig.Program();
            Assert.IsTrue(rig.Runs(FakeImages.Program(Size, "1.0.0"), "1.0.0"));
            Assert.AreEqual("1 2 ", Wire.ErasedPages(rig.Target.Written));
        }

        [TestMethod]
        public void A_page_that_keeps_failing_is_an_error_with_its_address_and_the_value_read()
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            content[2600] = 0x42;
            Rig rig = RigOf(content);
            rig.Part.Memory.Flash.Stick(2600, 0x99, 3);

            Assert.AreEqual(
                "A: read back at 0x08000A28: expected 0x42; got 0x99 after 3 attempts. The part acknowledges and nothing changes. Write protection (WRP) is off for this page. Look at the option bytes with a debug probe.",
                rig.ProgramInVain().Message);

            Assert.AreEqual("0 1 1 1 ", Wire.ErasedPages(rig.Target.Written));
            Assert.IsTrue(rig.HasNoProgram);
        }

        [DataRow(1, "0 1 1 2 ")]
        [DataRow(2, "0 1 1 1 2 ")]
        public void A_page_that_fails_less_than_three_times_is_finally_written(int failures, string erased)
        {
            byte[] content = FakeImages.Program(Size, "1.0.0");
            Rig rig = RigOf(content);
            rig.Part.Memory.Flash.Stick(2600, (byte)~content[2600], failures);

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual(erased, Wire.ErasedPages(rig.Target.Written));
        }

        [DataRow("L432")]
        [DataRow("U575")]
        public void If_all_writes_fail_until_a_reset_the_reset_before_the_next_attempt_recovers_the_part(string name)
        {
            int pageSize = Stm32Parts.Create(name).PageSize;
            byte[] content = FakeImages.Program((2 * pageSize) + 300, "1.0.0");
            Rig rig = new Rig(name, content);
            rig.Install(FakeImages.Program(400, "0.9.0"));
            rig.Target.Records = true;
            rig.Progress.InterventionPhase = ProgrammingPhase.Writing;
            rig.Progress.InterventionPosition = pageSize;

            // Four bytes are less than a programming unit.
            ModelTarget target = rig.Target;
            FakeClock clock = rig.Clock;
            rig.Progress.Intervention = () => ModelTargets.Say(target, clock, "31 CE 08 00 00 08 00 03 01 02 03 04 07");

            rig.Program();

            Assert.IsTrue(rig.Runs(content, "1.0.0"));
            Assert.AreEqual("0 1 1 2 ", Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(3, rig.Target.ResetCount);
        }

        private static Rig RigOf()
        {
            return RigOf(FakeImages.Program(Size, "1.0.0"));
        }

        private static Rig RigOf(byte[] content)
        {
            Rig rig = new Rig("L432", content);
            rig.Install(FakeImages.Program(Size, "0.9.0"));
            rig.Target.Records = true;
            return rig;
        }

        private static void IsRecoveredFrom(string kind, int code, int step, int skip, string asked, int erased)
        {
            Rig rig = RigOf();
            FrameFaults line = FrameFaults.Of(rig);
            line.Spoil(kind, code, step, skip, 1);

            rig.Program();

            Assert.IsTrue(rig.Runs(FakeImages.Program(Size, "1.0.0"), "1.0.0"));
            Assert.AreEqual(1, line.Faults);
            Assert.AreEqual(asked, Wire.ErasedPages(rig.Target.Written));
            Assert.AreEqual(erased, rig.Part.Memory.Flash.EraseCount);
            Assert.AreEqual(kind == "noise", rig.Log.Text.IndexOf("A: recovered from 1 fault(s) on the way|") < 0);
        }
    }
}
