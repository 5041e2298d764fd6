using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.An3155
{
    [TestClass]
    public class ResynchronizeTests
    {
        private const string Write = "31 CE 08 00 10 00 18 0F 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 0F";
        private const string Read = "11 EE 08 00 10 00 18 0F F0";

        [TestMethod]
        public void A_write_that_breaks_off_at_any_byte_is_abandoned_and_writes_nothing()
        {
            for (int length = 0; length < Hex.ToBytes(Write).Length; length++)
            {
                FakeClock clock = new FakeClock();
                ModelTarget target = ModelTargets.Synchronized("L432", clock);

                BreakOff(target, clock, Write, length);

                Assert.AreEqual(0, target.Part.Memory.Flash.ProgramCount, "after " + length);
                IsInStep(target, length);
            }
        }

        [TestMethod]
        public void A_read_that_breaks_off_at_any_byte_is_abandoned()
        {
            for (int length = 0; length <= Hex.ToBytes(Read).Length; length++)
            {
                FakeClock clock = new FakeClock();
                ModelTarget target = ModelTargets.Synchronized("L432", clock);

                BreakOff(target, clock, Read, length);

                IsInStep(target, length);
            }
        }

        [TestMethod]
        public void A_write_of_256_bytes_that_breaks_off_after_its_count_is_abandoned()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);

            BreakOff(target, clock, "31 CE 08 00 10 00 18 FF", 8);

            Assert.AreEqual(0, target.Part.Memory.Flash.ProgramCount);
            IsInStep(target, 8);
        }

        [DataRow("31 CE 08 00 77 00")]
        [DataRow("11 EE 08 00 77 00")]
        [DataRow("31 CE 08 00 10 00 18 0F 70 00 00 00 00 00 00 00 00 00 00 00 00 00 00")]
        public void A_frame_that_is_completed_by_accident_is_not_a_success(string beginning)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            ModelTargets.Say(target, clock, beginning);

            Assert.ThrowsException(typeof(UnexpectedByteException), () => new BootloaderLink(new UsartLine(target.Line)).Resynchronize());
        }

        [DataRow("")]
        [DataRow("00")]
        [DataRow("00 00")]
        [DataRow("00 00 00")]
        [DataRow("00 01 00 00")]
        [DataRow("00 01 00 00 00")]
        [DataRow("00 02 00 01 00")]
        [DataRow("FF")]
        [DataRow("FF FF")]
        public void An_extended_erase_that_breaks_off_erases_nothing(string beginning)
        {
            ErasesNothing("L432", CommandCode.ExtendedErase, "Extended Erase", beginning);
        }

        [DataRow("")]
        [DataRow("00")]
        [DataRow("01 00")]
        [DataRow("01 05")]
        [DataRow("02 01")]
        [DataRow("FF")]
        public void An_erase_that_breaks_off_erases_nothing(string beginning)
        {
            ErasesNothing("F103", CommandCode.Erase, "Erase", beginning);
        }

        [TestMethod]
        public void A_long_list_of_pages_is_not_completed()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            BootloaderLink link = new BootloaderLink(new UsartLine(target.Line));
            link.Command(CommandCode.ExtendedErase, "Extended Erase");
            ModelTargets.Say(target, clock, "00 3F 00 01");

            Assert.ThrowsException(typeof(NoAnswerException), () => link.Resynchronize());
        }

        [TestMethod]
        public void A_part_without_supply_means_no_answer()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Part.PowerOff();

            Assert.ThrowsException(typeof(NoAnswerException), () => new BootloaderLink(new UsartLine(target.Line)).Resynchronize());
            Assert.IsTrue(clock.Milliseconds < 20000, "takes too long");
        }

        [TestMethod]
        public void Earlier_bytes_are_not_taken_for_a_NACK()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized("L432", clock);
            target.Write(Hex.ToBytes("31 CF"), 0, 2);
            clock.Sleep(5);
            ModelTargets.Say(target, clock, string.Empty);
            target.Write(Hex.ToBytes("31 CE"), 0, 2);
            clock.Sleep(5);

            new BootloaderLink(new UsartLine(target.Line)).Resynchronize();

            IsInStep(target, 2);
        }

        private static void BreakOff(ModelTarget target, FakeClock clock, string frame, int length)
        {
            ModelTargets.Say(target, clock, Hex.ToText(Hex.ToBytes(frame), 0, length));
            new BootloaderLink(new UsartLine(target.Line)).Resynchronize();
        }

        private static void IsInStep(ModelTarget target, int length)
        {
            Assert.AreEqual(target.Part.Part.Id, new BootloaderClient(new BootloaderLink(new UsartLine(target.Line))).GetId(), "after " + length);
        }

        private static void ErasesNothing(string part, byte code, string name, string beginning)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = ModelTargets.Synchronized(part, clock);
            BootloaderLink link = new BootloaderLink(new UsartLine(target.Line));
            link.Command(code, name);
            ModelTargets.Say(target, clock, beginning);

            bool isInStep = TryResynchronize(link);
            ModelTargets.Hear(target, clock);

            Assert.AreEqual(0, target.Part.Memory.Flash.EraseCount);
            Assert.IsTrue(!isInStep || new BootloaderClient(link).GetId() == target.Part.Part.Id, "success but not in step");
        }

        private static bool TryResynchronize(BootloaderLink link)
        {
            try
            {
                link.Resynchronize();
                return true;
            }
            catch (NoAnswerException)
            {
                return false;
            }
        }
    }
}
