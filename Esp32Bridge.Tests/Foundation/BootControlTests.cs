using System;
using Esp32Bridge.Tests.Doubles;
using Esp32Bridge.Wires;
using nanoFramework.TestFramework;

namespace Esp32Bridge.Tests.Foundation
{
    [TestClass]
    public class BootControlTests
    {
        [TestMethod]
        public void For_the_bootloader_BOOT0_is_asserted_from_before_the_reset_until_after_it()
        {
            FakeClock clock = new FakeClock();
            FakeLog timeline = new FakeLog();

            ControlOf(clock, timeline, new FakeControlPin("NRST", clock, timeline)).ResetIntoBootloader();

            Assert.AreEqual("0 BOOT0 assert|10 NRST assert|30 NRST release|", timeline.Text);
            Assert.AreEqual(40L, clock.Milliseconds);
        }

        [TestMethod]
        public void For_the_application_BOOT0_is_released_before_the_reset()
        {
            FakeClock clock = new FakeClock();
            FakeLog timeline = new FakeLog();

            ControlOf(clock, timeline, new FakeControlPin("NRST", clock, timeline)).ResetIntoApplication();

            Assert.AreEqual("0 BOOT0 release|10 NRST assert|30 NRST release|", timeline.Text);
            Assert.AreEqual(40L, clock.Milliseconds);
        }

        [TestMethod]
        public void A_job_is_one_reset_into_the_bootloader_one_out_of_it_and_both_lines_closed()
        {
            FakeClock clock = new FakeClock();
            FakeLog timeline = new FakeLog();
            BootControl control = ControlOf(clock, timeline, new FakeControlPin("NRST", clock, timeline));

            control.ResetIntoBootloader();
            control.ResetIntoApplication();
            control.Close();

            Assert.AreEqual(
                "0 BOOT0 assert|10 NRST assert|30 NRST release|40 BOOT0 release|50 NRST assert|70 NRST release|80 NRST close|80 BOOT0 close|",
                timeline.Text);
        }

        [TestMethod]
        public void Creating_the_control_touches_no_line()
        {
            FakeClock clock = new FakeClock();
            FakeLog timeline = new FakeLog();

            ControlOf(clock, timeline, new FakeControlPin("NRST", clock, timeline));

            Assert.AreEqual(string.Empty, timeline.Text);
        }

        [TestMethod]
        public void Closing_releases_NRST_first_and_BOOT0_even_if_that_fails()
        {
            FakeClock clock = new FakeClock();
            FakeLog timeline = new FakeLog();
            FakeControlPin reset = new FakeControlPin("NRST", clock, timeline);
            reset.FailsToClose = true;
            BootControl control = ControlOf(clock, timeline, reset);

            Assert.ThrowsException(typeof(InvalidOperationException), () => control.Close());

            Assert.AreEqual("0 NRST close|0 BOOT0 close|", timeline.Text);
        }

        private static BootControl ControlOf(FakeClock clock, FakeLog timeline, FakeControlPin reset)
        {
            return new BootControl(new FakeControlPin("BOOT0", clock, timeline), reset, clock);
        }
    }
}
