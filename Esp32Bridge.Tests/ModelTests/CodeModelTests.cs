using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Tests.Model;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.ModelTests
{
    /// <summary>Code in the RAM that Go starts: how long it runs, and what it leaves there.</summary>
    [TestClass]
    public class CodeModelTests
    {
        private const uint Code = 0x20004000;
        private const uint Result = 0x20004100;
        private const string WriteOldResult = "31 CE 20 00 41 00 61 03 0A 0B 0C 0D 03";
        private const string Go = "21 DE 20 00 40 00 60";
        private const string Accepted = "79 79";
        private const uint Old = 0x0D0C0B0A;
        private const uint New = 0x04030201;

        private static readonly byte[] _new = new byte[] { 1, 2, 3, 4 };

        [TestMethod]
        public void Its_results_are_there_when_its_time_is_over()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            FakeProcessor processor = ProcessorFor(target, 10);

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, Go));

            Assert.AreEqual(Code, processor.Started);
            Assert.IsTrue(target.Part.State == PartState.Code);
            target.Wait(9);
            Assert.AreEqual(Old, target.Part.Memory.ReadWord(Result));
            target.Wait(2);
            Assert.AreEqual(New, target.Part.Memory.ReadWord(Result));
            Assert.IsTrue(target.Part.State == PartState.Code);
            Assert.IsTrue(target.Part.NextEvent == VirtualStm32.Never);
        }

        [DataRow(11, New)]
        [DataRow(0, Old)]
        public void A_reset_keeps_what_is_in_the_RAM_at_this_moment(int milliseconds, uint content)
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            _ = ProcessorFor(target, 10);
            ModelTargets.Say(target, clock, Go);

            target.Wait(milliseconds);
            target.ResetIntoBootloader();

            target.Wait(100);
            Assert.IsTrue(target.Part.State == PartState.Bootloader);
            Assert.AreEqual(content, target.Part.Memory.ReadWord(Result));
        }

        [TestMethod]
        public void A_reset_clears_the_RAM_if_an_option_says_so()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            target.Part.Part.ClearsRamAtReset = true;

            target.ResetIntoBootloader();

            Assert.AreEqual(0u, target.Part.Memory.ReadWord(Result));
        }

        [TestMethod]
        public void A_power_cut_ends_it_and_clears_the_RAM()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            _ = ProcessorFor(target, 10);
            ModelTargets.Say(target, clock, Go);

            target.Part.PowerOff();
            target.Part.PowerOn(clock.Microseconds);

            target.Wait(100);
            Assert.AreEqual(0u, target.Part.Memory.ReadWord(Result));
        }

        [TestMethod]
        public void The_bootloader_answers_nothing_meanwhile()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            _ = ProcessorFor(target, 10);
            ModelTargets.Say(target, clock, Go);

            Assert.AreEqual(string.Empty, ModelTargets.Say(target, clock, "7F 02 FD"));
        }

        [TestMethod]
        public void A_core_that_faults_leaves_what_it_wrote_before_and_is_in_lockup()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            ProcessorFor(target, 10).Faults = true;
            ModelTargets.Say(target, clock, Go);

            target.Wait(11);

            Assert.AreEqual(New, target.Part.Memory.ReadWord(Result));
            Assert.IsTrue(target.Part.State == PartState.LockedUp);
        }

        [TestMethod]
        public void Without_a_core_for_it_the_part_is_in_lockup()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);

            Assert.AreEqual(Accepted, ModelTargets.Say(target, clock, Go));

            Assert.IsTrue(target.Part.State == PartState.LockedUp);
        }

        [TestMethod]
        public void An_application_in_the_flash_is_not_run_by_it()
        {
            FakeClock clock = new FakeClock();
            ModelTarget target = TargetOf("U575", clock);
            FakeProcessor processor = ProcessorFor(target, 10);
            target.Part.Memory.Flash.Load(0, FakeImages.Program(4096, "1.0.0"));

            ModelTargets.Say(target, clock, "21 DE 08 00 00 00 08");

            Assert.IsTrue(target.Part.State == PartState.Application);
            Assert.AreEqual(0u, processor.Started);
        }

        private static ModelTarget TargetOf(string name, FakeClock clock)
        {
            ModelTarget target = ModelTargets.Synchronized(name, clock);
            ModelTargets.Say(target, clock, WriteOldResult);
            return target;
        }

        private static FakeProcessor ProcessorFor(ModelTarget target, int milliseconds)
        {
            FakeProcessor processor = new FakeProcessor((long)milliseconds * target.Part.Part.InstructionsPerMillisecond, Result, _new);
            target.Part.Processor = processor;
            return processor;
        }
    }
}
